// sessile request: one request of a program that is otherwise a server, answered without a socket.
import { readFileSync } from "node:fs";
import { validateHeaderName, validateHeaderValue } from "node:http";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { pino } from "pino";
import { type AppDefinition, appOf, findAppFile, HttpService, mount, SessileError } from "sessile";
import { CallerError, EXIT_REFUSED } from "./caller-error.ts";
import { loadModule, type Module } from "./load.ts";
import type { Arguments } from "./options.ts";

/** Nobody is on the network: the request comes from the machine itself. */
const FROM = { address: "127.0.0.1" };
/** @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
const UNSENDABLE = ["CONNECT", "TRACE", "TRACK"];

export async function request({ names, options, lists, flags }: Arguments): Promise<void> {
  const [place, method = "GET", path = "/"] = names;
  if (place === undefined) throw new CallerError("which program? Expected a file, a method and a path.");
  process.env.NODE_ENV ??= "production";
  const asked = readRequest({ method, path, headers: lists.header ?? [], data: options.data });
  const file = findAppFile(place);
  const { service, close } = programOf(await loadModule(file, process.cwd()), place);
  try {
    const response = await service.fetch(asked, FROM);
    if (flags.include) process.stdout.write(headOf(response));
    await print(response);
    if (response.status >= 400) process.exitCode = EXIT_REFUSED;
  } finally {
    await close();
  }
}

interface Program {
  readonly service: HttpService;
  close(): Promise<void>;
}

/** A program that exports a service is one; any other is an app, and is mounted on one. Its log goes where it is in nobody's way. */
function programOf(module: Module, file: string): Program {
  const log = pino({ level: process.env.LOG_LEVEL ?? "warn" }, pino.destination({ dest: 2, sync: true }));
  const { default: service } = module;
  if (service instanceof HttpService) {
    service.log ??= log;
    return { service, close: () => service.close() };
  }
  const { http, runtime } = mount(appIn(module, file), { log });
  return {
    service: http,
    async close() {
      await runtime.close();
      await http.close();
    },
  };
}

/** @throws CallerError that says what may be exported: a service as well */
function appIn(module: Module, file: string): AppDefinition {
  try {
    return appOf(module, { file });
  } catch (error) {
    if (!(error instanceof SessileError) || error.code !== "SES_APP_COMPONENT") throw error;
    const names = Object.keys(module).join(", ") || "nothing";
    throw new CallerError(
      `${file} exports ${names}: expected a component, or a service as default export (export default new HttpService({ … })).`,
    );
  }
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly string[];
  /** A text, `@` and a file, or `@-` for the standard input. */
  readonly data: string | undefined;
}

/** @throws CallerError */
function readRequest({ method, path, headers, data }: Asked): Request {
  if (!TOKEN.test(method) || UNSENDABLE.includes(method.toUpperCase()))
    throw new CallerError(`the method is ${JSON.stringify(method)}, expected GET, POST or the like.`);
  if (!path.startsWith("/"))
    throw new CallerError(`the path is ${JSON.stringify(path)}, expected one that begins with /.`);
  const bodiless = /^(GET|HEAD)$/i.test(method);
  if (bodiless && data !== undefined) throw new CallerError(`a ${method} has no body: say POST, or leave out --data.`);
  const list = new Headers();
  // As a form is sent, unless a header says otherwise.
  if (data !== undefined) list.set("content-type", "application/x-www-form-urlencoded");
  for (const [name, value] of headers.map(readHeader)) list.set(name, value);
  const body = data === undefined ? null : readData(data);
  return new Request(`http://localhost${path}`, { method: method.toUpperCase(), headers: list, body });
}

function readHeader(text: string): readonly [name: string, value: string] {
  const at = text.indexOf(":");
  const [name, value] = [text.slice(0, Math.max(0, at)).trim(), text.slice(at + 1).trim()];
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch {
    throw new CallerError(`the header is ${JSON.stringify(text)}, expected one such as "Accept: text/plain".`);
  }
  return [name, value];
}

function readData(data: string): string | Uint8Array<ArrayBuffer> {
  if (!data.startsWith("@")) return data;
  const name = data.slice(1);
  try {
    return new Uint8Array(readFileSync(name === "-" ? 0 : resolve(name)));
  } catch (error) {
    throw new CallerError(
      `${name === "-" ? "the standard input" : name} could not be read: ${(error as Error).message}.`,
    );
  }
}

function headOf({ status, headers }: Response): string {
  return `${[`HTTP/1.1 ${status}`, ...[...headers].map(([name, value]) => `${name}: ${value}`)].join("\n")}\n\n`;
}

/** As it comes. Whoever reads may have enough before it ends. */
async function print({ body }: Response): Promise<void> {
  if (!body) return;
  try {
    await pipeline(Readable.from(body), process.stdout, { end: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPIPE") throw error;
  }
}
