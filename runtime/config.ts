import { SessileError } from "./core/errors.ts";
import { DEFAULT_LIMITS } from "./core/limits.ts";
import { PROPERTIES, type ServiceSettings } from "./http/service/declaration.ts";
import type { StaticFiles } from "./http/statics.ts";
import type { RuntimeOptions } from "./runtime.ts";

/** What `sessile.config.ts` may say. Options of the command line and of the environment come before it. */
export interface Config
  extends Pick<RuntimeOptions, "limits" | "mapper" | "secrets" | "csp" | "cipher" | "authorize" | "uploadDir">,
    Omit<ServiceSettings, "log"> {
  /** Files of apps by prefix: `{ "/": "app/home.tsx", "/counter/": "app/counter.tsx" }`; one file alone is served at `/`. */
  readonly apps?: string | { readonly [prefix: string]: string };
  /** Directories served as they are. Default: `public/`, where there is one, at `/assets/`. */
  readonly statics?: readonly StaticFiles[];
  /** Where `sessile build` writes. Default `dist`. */
  readonly out?: string;
}

/** The service's properties; each says itself what fits. */
const SERVICE = Object.fromEntries(
  Object.entries(PROPERTIES).filter(([name, { when }]) => when !== "never" && name !== "log"),
);

const OWN_KEYS: { readonly [key in Exclude<keyof Config, keyof ServiceSettings>]-?: string } = {
  apps: "a file, or files by prefix",
  statics: "a list of { prefix, dir }",
  out: "a directory",
  limits: "an object of limits",
  mapper: "an object with session, page, newId",
  secrets: "a list of texts",
  csp: "sources by directive",
  cipher: "an object with seal and open",
  authorize: "a scheme, or schemes by prefix",
  uploadDir: "a directory",
};
const KEYS: { readonly [key: string]: string } = {
  ...OWN_KEYS,
  ...Object.fromEntries(Object.entries(SERVICE).map(([name, { expected }]) => [name, expected])),
};

/**
 * Says of an object that it is a configuration: an editor completes its keys.
 *
 * @example
 * // sessile.config.ts
 * export default defineConfig({ apps: { "/": "app/home.tsx" }, port: 3000 });
 */
export function defineConfig(config: Config): Config {
  return config;
}

/**
 * Looks at a configuration as it was read.
 *
 * @param file names it in errors
 * @throws SessileError SES_CONFIG for a key nobody knows, or a value of another kind
 */
export function checkConfig(value: unknown, file: string): Config {
  if (!isRecord(value)) return refuse(file, "its default export is no object", "an object of settings");
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(KEYS, key)) refuse(file, `it has the key ${key}`, `one of ${Object.keys(KEYS).join(", ")}`);
    if (!fits(key as keyof Config, value[key])) refuse(file, `${key} is ${show(value[key])}`, KEYS[key] ?? "");
  }
  for (const [name, limit] of Object.entries(value.limits ?? {})) {
    const names = Object.keys(DEFAULT_LIMITS);
    if (!names.includes(name)) refuse(file, `limits has the key ${name}`, `one of ${names.join(", ")}`);
    if (typeof limit !== "number" || !(limit >= 0)) refuse(file, `limits.${name} is ${show(limit)}`, "a number from 0");
  }
  return value;
}

function refuse(file: string, is: string, expected: string): never {
  throw new SessileError("SES_CONFIG", `${file}: ${is}, expected ${expected}`);
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const isText = (value: unknown): boolean => typeof value === "string" && value !== "";

function fits(key: keyof Config, value: unknown): boolean {
  const property = SERVICE[key];
  if (property) return property.fits(value);
  switch (key) {
    case "apps":
      return isText(value) || (isRecord(value) && Object.values(value).every(isText));
    case "out":
    case "uploadDir":
      return isText(value);
    case "secrets":
      return Array.isArray(value) && value.every(isText);
    case "statics":
      return Array.isArray(value) && value.every((each) => isRecord(each) && isText(each.prefix) && isText(each.dir));
    case "authorize":
      return isRecord(value) || Array.isArray(value);
    default:
      return isRecord(value);
  }
}

function show(value: unknown): string {
  return typeof value === "function" ? "a function" : (JSON.stringify(value)?.slice(0, 60) ?? String(value));
}
