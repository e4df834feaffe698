import type { ComponentType } from "preact";
import { SessileError } from "../core/errors.ts";
import { createRuntime, type Runtime, type RuntimeOptions } from "../runtime.ts";
import type { AppDefinition, Apps } from "../session/app.ts";
import { type Backend, type LogLine, watch } from "./backend.tsx";
import type { TestPage } from "./test-page.ts";
import { TestUser, type UserOptions } from "./test-user.ts";
import { PATIENCE_MS } from "./waits.ts";

/** Options of {@link testServer}: a runtime's, and what a failure does. */
export interface TestServerOptions extends Omit<RuntimeOptions, "apps" | "log"> {
  /** Whether what the server logs as an error (a handler that throws) fails what is being done. Default: true. */
  readonly failOnErrors?: boolean | undefined;
}

/** Servers that stand: what the clock moves, and what {@link cleanup} ends. */
const standing = new Set<TestServer>();

/** Apps on a server of their own, without a socket, and the people who use them. */
export class TestServer {
  /** @internal */
  readonly backend: Backend;
  readonly #users: TestUser[] = [];
  readonly #failOnErrors: boolean;
  readonly #end: () => void;
  #seen = 0;

  /** @internal */
  constructor(backend: Backend, { failOnErrors, end }: { failOnErrors: boolean; end: () => void }) {
    this.backend = backend;
    this.#failOnErrors = failOnErrors;
    this.#end = end;
  }

  /** What the server has logged so far. */
  get log(): readonly LogLine[] {
    return this.backend.lines;
  }

  /** Somebody with a browser of their own. */
  newUser(options?: UserOptions): TestUser {
    const user = new TestUser(this, options);
    this.#users.push(user);
    return user;
  }

  /** Opens a path in the browser of somebody new. */
  visit(path?: string, options?: UserOptions): Promise<TestPage> {
    return this.newUser(options).visit(path);
  }

  /** @internal Everybody's pages have come to rest, and hold what the server holds. */
  async rest(): Promise<void> {
    for (const user of this.#users) for (const page of user.pages) await page.tab.settle(false, PATIENCE_MS);
    const fresh = this.backend.lines.slice(this.#seen).filter(({ level }) => level === "error");
    this.#seen = this.backend.lines.length;
    const [line] = fresh;
    if (!line || !this.#failOnErrors) return;
    throw line.data.err instanceof Error ? line.data.err : new Error(line.message);
  }

  /** Ends every session: effects clean up. */
  async close(): Promise<void> {
    standing.delete(this);
    for (const user of this.#users) for (const page of user.pages) await page.close();
    this.#end();
  }
}

/**
 * A server for several people, or several apps.
 *
 * @param app a component, a definition, or apps by prefix
 * @example
 * const server = testServer({ "/": Chat });
 * const ada = await server.visit("/");
 * const bob = await server.visit("/");
 */
export function testServer(
  app: ComponentType | AppDefinition | Apps,
  { failOnErrors = true, ...options }: TestServerOptions = {},
): TestServer {
  const isOne = isApp(app);
  const { apps, log, lines, pageOf } = watch(isOne ? { "/": app as ComponentType | AppDefinition } : (app as Apps));
  const runtime: Runtime = createRuntime({ mode: "production", ...options, apps, log });
  const server = new TestServer({ runtime, lines, pageOf }, { failOnErrors, end: () => runtime.close() });
  standing.add(server);
  return server;
}

/** @throws SessileError SES_APP_COMPONENT for what is neither an app nor several: tests in plain JavaScript are not told by a compiler */
function isApp(app: unknown): app is ComponentType | AppDefinition {
  if (typeof app === "function") return true;
  if (typeof app !== "object" || app === null || "props" in app)
    throw new SessileError(
      "SES_APP_COMPONENT",
      `expected a component itself, not ${app === null ? "null" : typeof app}`,
    );
  return "component" in app && typeof app.component === "function";
}

/** Options of {@link visit}. */
export interface VisitOptions extends TestServerOptions, UserOptions {
  /** Default: `/`, or the first app's prefix. */
  readonly path?: string;
}

/**
 * Opens an app on a server of its own, in a browser with script or without.
 *
 * @param app a component, a definition, or apps by prefix
 * @example
 * const page = await visit(Counter);
 * const plain = await visit(Counter, { script: false });
 */
export async function visit(
  app: ComponentType | AppDefinition | Apps,
  { path, script, ...options }: VisitOptions = {},
): Promise<TestPage> {
  const isOne = isApp(app);
  return testServer(app, options).visit(path ?? (isOne ? "/" : Object.keys(app)[0]), { script });
}

/**
 * Ends every server a test has left standing: to be called after each test.
 *
 * @example
 * afterEach(cleanup);
 */
export async function cleanup(): Promise<void> {
  for (const server of [...standing]) await server.close();
}

/** @internal All that stands has come to rest. */
export async function restAll(): Promise<void> {
  for (const server of standing) await server.rest();
}
