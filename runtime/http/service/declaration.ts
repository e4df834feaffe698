import type { ServerOptions } from "node:https";
import type { Logger } from "../../core/log.ts";
import type { CompressionSetting } from "../compression.ts";
import type { ConnectionState } from "./connection.ts";
import { type DomainSetting, isDomain } from "./domain.ts";
import type { ForwardedHeader } from "./forwarded.ts";
import { isHosts } from "./hosts.ts";
import { choice, type Given, integer, type Properties, reading, value } from "./property.ts";

/** NEW → OPEN → CLOSING (it drains) → CLOSED. */
export type ServiceState = "NEW" | "OPEN" | "CLOSING" | "CLOSED";

/** Key and certificate, as `node:tls` takes them: PEM texts, a password, curves, ciphers … */
export type TlsSetting = ServerOptions;

/** Connections by state. */
export type ConnectionCounts = { readonly [state in ConnectionState]: number };

const words = (given: DomainSetting): string => (typeof given === "string" ? given : given.join(", ") || "nobody");
const isRecord = (given: unknown): boolean => typeof given === "object" && given !== null && !Array.isArray(given);
const ADDRESSES = "own, loopback, world, an address, a subnet such as 10.0.0.0/8, or a list of these";

/**
 * The properties of a service, each said once: its type, its default, its unit, who may write it and when. The factory
 * shows them at `/factory/etc/`, `docs/service.md` lists them.
 */
export const PROPERTIES = {
  name: value<string, "always">({
    default: "Sessile",
    when: "always",
    text: "What the service calls itself on pages of its own.",
    expected: "a text",
    fits: (given) => typeof given === "string" && given !== "",
  }),
  description: value<string, "always">({
    default: "",
    when: "always",
    text: "What it is for, in a sentence, for /factory/help/.",
    expected: "a text",
    fits: (given) => typeof given === "string",
  }),
  port: integer({ default: 8080, max: 65_535, when: "closed", text: "Where to listen; 0 takes a free one." }),
  host: value<string, "closed">({
    default: "localhost",
    when: "closed",
    text: "Name or address to listen at.",
    expected: "a name or an address",
    fits: (given) => typeof given === "string" && given !== "",
  }),
  tls: value<TlsSetting | null, "closed">({
    default: null,
    when: "closed",
    text: "Key and certificate: with them HTTPS is spoken, HTTP/2 or 1.1 as the browser likes.",
    expected: "an object with key and cert, or null",
    fits: (given) => given === null || isRecord(given),
    show: (given) => (given ? "on" : "off"),
  }),
  factory: value<boolean, "closed">({
    default: true,
    when: "closed",
    text: "Whether /factory/ is there.",
    expected: "true or false",
    fits: (given) => typeof given === "boolean",
  }),
  domain: value<DomainSetting, "always">({
    default: "own",
    when: "always",
    text: "Whom the service answers; all others get 403.",
    expected: ADDRESSES,
    fits: isDomain,
    show: words,
  }),
  inner: value<DomainSetting, "always">({
    default: "loopback",
    when: "always",
    text: "Who may see /factory/etc/.",
    expected: ADDRESSES,
    fits: isDomain,
    show: words,
  }),
  hosts: value<readonly string[], "always">({
    default: [],
    when: "always",
    text: "Names by which it may be asked for, besides addresses, localhost, the machine's name and those of its certificate; all others get 421, in the domain `world` for /factory/etc/ alone.",
    expected: "a list of names without port, such as depot.example.com, or .example.com for all that end so",
    fits: isHosts,
    show: (given) => given.join(", ") || "none",
  }),
  trusted: value<DomainSetting, "always">({
    default: [],
    when: "always",
    text: "Proxies in front: what they say of a request's address and encryption counts.",
    expected: ADDRESSES,
    fits: isDomain,
    show: words,
  }),
  forwarded: choice<ForwardedHeader>({
    default: "x-forwarded-for",
    of: ["x-forwarded-for", "forwarded"],
    text: "The header in which trusted proxies say it; the other one counts for nothing.",
  }),
  rewrite: value<((url: string) => string) | null, "always">({
    default: null,
    when: "always",
    text: "A function from the URL that was asked for to the one that is answered.",
    expected: "a function or null",
    fits: (given) => given === null || typeof given === "function",
    show: (given) => (given ? "on" : "off"),
  }),
  compression: choice<CompressionSetting>({
    default: "safe",
    of: ["safe", "off"],
    text: "Whether answers that hold no secret are compressed where the browser takes it.",
  }),
  compressionMinBytes: integer({ default: 1024, unit: "bytes", text: "Answers shorter than this go as they are." }),
  pipelineDepth: integer({
    default: 8,
    min: 1,
    max: 1000,
    text: "Requests of one connection that are worked on at once; the others wait, and are not read.",
  }),
  maxConnections: integer({ default: 10_000, min: 1, text: "Connections at once; one more is closed unheard." }),
  headersTimeout: integer({ default: 15_000, min: 100, unit: "ms", text: "What a request's head may take: then 408." }),
  bodyTimeout: integer({
    default: 20_000,
    min: 100,
    unit: "ms",
    text: "What a body may take, and an answer its reader, before `minRate` is asked of it.",
  }),
  minRate: integer({
    default: 500,
    unit: "bytes/s",
    text: "What slower bodies and readers fall short of: their connection is closed. Only while bytes are waited for.",
  }),
  idleTimeout: integer({ default: 75_000, min: 100, unit: "ms", text: "What a connection may be silent, both ways." }),
  beatInterval: integer({ default: 1000, min: 10, max: 2_147_483_647, unit: "ms", text: "Between two beats." }),
  log: value<Logger | null, "closed">({
    default: null,
    when: "closed",
    text: "Where to log. Default: pino, as JSON lines on standard output.",
    expected: "an object with info, warn and error",
    fits: (given) =>
      given === null || (isRecord(given) && ["info", "warn", "error"].every((name) => name in (given as object))),
    show: (given) => (given ? "given" : "pino"),
  }),
  state: reading<ServiceState>("NEW, OPEN, CLOSING (it drains) or CLOSED."),
  url: reading<string>("Where it listens: `http://localhost:8080`; empty while it does not."),
  uptime: reading<number>("Since it opened.", "s", (seconds) => seconds.toFixed(0)),
  requests: reading<number>("Requests that have come."),
  refused: reading<number>("Those from outside the domain, or for names that are not the service's."),
  errors: reading<number>("Exceptions in loop, beat, init and exit."),
  connections: reading<ConnectionCounts>("Connections by state.", "", (counts) =>
    Object.entries(counts)
      .map(([state, count]) => `${count} ${state}`)
      .join(", "),
  ),
} as const;

/** Properties as a new service is given them. */
export type ServiceSettings = Given<typeof PROPERTIES>;
/** Properties as a service has them. */
export type ServiceProperties = Properties<typeof PROPERTIES>;
