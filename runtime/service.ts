import type { ServiceOptions } from "./http/service/methods.ts";
import { BaseService } from "./http/service/service.ts";

/**
 * An HTTP service: an object with properties, and with the methods `init`, `loop`, `beat`, `error` and `exit`, given as
 * options or by a class of your own. It needs no app and no widget; `serve` mounts the UI runtime on one.
 *
 * @throws SessileError SES_PROPERTY for a property that is not there, or a value that does not fit
 * @example
 * const service = new HttpService({
 *   port: 8080,
 *   loop: (exchange) => exchange.reply(200, ["Content-Type", "text/plain"], "CCO"),
 * });
 * await service.open();
 * console.log(service.url);
 */
export class HttpService extends BaseService {
  constructor(options: ServiceOptions = {}) {
    super(options);
    // What is no property is a slip of the pen, and said so.
    Object.preventExtensions(this);
  }
}
