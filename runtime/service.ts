import { Factory } from "./factory/factory.ts";
import type { RuntimeState } from "./factory/state.ts";
import type { ServiceOptions } from "./http/service/methods.ts";
import { BaseService } from "./http/service/service.ts";
import { createRuntime } from "./runtime.ts";

/** Push streams of the state's page, for all who look. */
const STREAMS = 200;

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
  /** @param state what is mounted on it, asked for once somebody looks at the factory: `serve` gives it */
  constructor(options: ServiceOptions = {}, state: () => RuntimeState | null = () => null) {
    super(options, factory(state));
    // What is no property is a slip of the pen, and said so; a class of one's own has fields of its own.
    if (new.target === HttpService) Object.preventExtensions(this);
  }
}

/** The state's page lives in a runtime of its own. All who look see the same page: it is made once, however many they are. */
function factory(stateOf: () => RuntimeState | null): Factory {
  return new Factory(stateOf, (app, { prefix, script, log }) =>
    createRuntime({
      apps: { [prefix]: app },
      scriptUrl: script,
      log,
      mode: "production",
      mapper: { session: () => "factory", page: "session" },
      limits: { streams: STREAMS },
    }),
  );
}
