import { join } from "node:path";
import type { Logger } from "../core/log.ts";
import type { Exchange } from "../http/exchange.ts";
import { ownFiles } from "../http/own-files.ts";
import type { BaseService, Intrinsics } from "../http/service/service.ts";
import { refuse, SECURITY } from "../http/status.ts";
import type { AppDefinition } from "../session/app.ts";
import { packageFolder } from "./documents.ts";
import { HashedFiles } from "./hashed-files.ts";
import { Help } from "./help.tsx";
import { Metrics } from "./metrics.ts";
import type { RuntimeState } from "./state.ts";
import { statusApp } from "./status-app.tsx";

/** What the state's page lives in: a runtime of the factory's own, so that looking at an app does not change it. */
export interface Pages {
  answer(exchange: Exchange): void;
  close(): Promise<void>;
}

/** Makes it, once somebody looks. */
export type MakePages = (app: AppDefinition, place: Place) => Pages;

/** Where it stands. */
export interface Place {
  readonly prefix: string;
  /** URL of the browser's script. */
  readonly script: string;
  readonly log: Logger;
}

const PREFIX = "/factory/";
const HELP = `${PREFIX}help/`;
const STATUS = `${PREFIX}etc/`;
const TEXT_HEADERS = ["Cache-Control", "no-store", ...SECURITY];
const DIRECTORIES = ["etc", "help", "image", "java", "javascript"];

/**
 * What answers below `/factory/` where the loop leaves it to the service: the state of the service, for people and for
 * monitors; help; and the files of both.
 */
export class Factory implements Intrinsics {
  readonly #stateOf: () => RuntimeState | null;
  readonly #makePages: MakePages;
  #made: Made | null = null;

  /** @param stateOf tells what is mounted on the service; null: nothing */
  constructor(stateOf: () => RuntimeState | null, makePages: MakePages) {
    this.#stateOf = stateOf;
    this.#makePages = makePages;
  }

  /** @throws what the answer throws; where somebody has still to show who they are, that is asked and nothing else */
  answer(exchange: Exchange, service: BaseService): Promise<void> {
    const state = this.#stateOf();
    this.#made ??= new Made(service, state, this.#makePages);
    const made = this.#made;
    if (!state) return made.answer(exchange);
    return new Promise((resolve, reject) => {
      state.admit(exchange, () => {
        // All who look share the state's page: it is nobody's.
        exchange.identity = null;
        made.answer(exchange).then(resolve, reject);
      });
    });
  }

  close(): Promise<void> {
    return this.#made?.close() ?? Promise.resolve();
  }
}

/** A factory that somebody has asked for something. */
class Made {
  readonly #service: BaseService;
  readonly #state: RuntimeState | null;
  readonly #images: HashedFiles;
  readonly #scripts: HashedFiles;
  readonly #help: Help;
  readonly #metrics: Metrics;
  readonly #makePages: MakePages;
  #pages: Pages | null = null;

  constructor(service: BaseService, state: RuntimeState | null, makePages: MakePages) {
    this.#service = service;
    this.#state = state;
    this.#makePages = makePages;
    const folder = packageFolder();
    const pictures = folder === null ? [] : [join(folder, "docs/images")];
    this.#images = new HashedFiles(`${PREFIX}image/`, [ownFiles(), ...pictures], ["css", "svg", "png"]);
    this.#scripts = new HashedFiles(`${PREFIX}javascript/`, [ownFiles()], ["js"]);
    const shown = { documents: HELP, image: (name: string) => this.#images.url(name) };
    this.#help = new Help({ service, state }, { styles: this.#styles, shown });
    this.#metrics = new Metrics(service, state);
  }

  get #styles(): readonly string[] {
    return ["theme.css", "factory.css"].flatMap((name) => this.#images.url(name) ?? []);
  }

  async answer(exchange: Exchange): Promise<void> {
    const [directory = "", ...rest] = exchange.path.slice(PREFIX.length).split("/");
    const name = rest.join("/");
    const { logger } = this.#service;
    if (directory === "" && rest.length === 0) return redirect(exchange, HELP);
    if (DIRECTORIES.includes(directory) && rest.length === 0) return redirect(exchange, `${exchange.path}/`);
    if (directory === "etc") return this.#etc(exchange, name);
    if (exchange.method !== "GET" && exchange.method !== "HEAD")
      return refuse(exchange, 405, logger, { headers: ["Allow", "GET, HEAD"] });
    if (directory === "help") return this.#helpPage(exchange, name);
    if (directory === "image" && this.#images.answer(exchange, name)) return;
    if (directory === "javascript" && this.#scripts.answer(exchange, name)) return;
    // Browsers run no Java any more; what does its work is beside it.
    if (directory === "java") return redirect(exchange, `${PREFIX}javascript/${name}`);
    refuse(exchange, 404, logger);
  }

  async #etc(exchange: Exchange, name: string): Promise<void> {
    const service = this.#service;
    if (!service.meetsInner(exchange)) return;
    if (name === "") return this.#status.answer(exchange);
    if (exchange.method !== "GET" && exchange.method !== "HEAD")
      return refuse(exchange, 405, service.logger, { headers: ["Allow", "GET, HEAD"] });
    if (name === "health") return this.#health(exchange);
    if (name !== "metrics") return refuse(exchange, 404, service.logger);
    const { type, text } = await this.#metrics.read();
    exchange.reply(200, ["Content-Type", type, ...TEXT_HEADERS], text);
  }

  /** Whether it is worth sending people here: not any more once it drains. */
  #health(exchange: Exchange): void {
    const { name, state, uptime } = this.#service;
    const healthy = state === "OPEN" || state === "NEW";
    const text = JSON.stringify({ status: healthy ? "ok" : "closing", name, state, uptime: Math.floor(uptime) });
    exchange.reply(healthy ? 200 : 503, ["Content-Type", "application/json", ...TEXT_HEADERS], `${text}\n`);
  }

  get #status(): Pages {
    if (!this.#pages) {
      const component = statusApp(this.#service, this.#state, this.#images.url("favicon.svg") ?? "data:,");
      const app = { component, title: `${this.#service.name}: state`, styles: this.#styles };
      this.#pages = this.#makePages(app, {
        prefix: STATUS,
        script: this.#scripts.url("sessile.js") ?? "",
        log: this.#service.logger,
      });
    }
    return this.#pages;
  }

  async #helpPage(exchange: Exchange, name: string): Promise<void> {
    const html = await this.#help.page(name);
    if (html === null) return refuse(exchange, 404, this.#service.logger);
    // Documents of the project: the same for everybody.
    exchange.compressible = "yes";
    exchange.reply(
      200,
      ["Content-Type", "text/html; charset=utf-8", "Cache-Control", "no-cache", ...CSP, ...SECURITY],
      html,
    );
  }

  async close(): Promise<void> {
    await this.#pages?.close();
  }
}

const CSP = ["Content-Security-Policy", "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'"];

function redirect(exchange: Exchange, to: string): void {
  exchange.reply(307, ["Location", to + exchange.search, ...SECURITY], "");
}
