import { SessileError } from "./core/errors.ts";
import { DEFAULT_LIMITS } from "./core/limits.ts";
import { PROPERTIES, type ServiceSettings } from "./http/service/declaration.ts";
import type { StaticFiles } from "./http/statics.ts";
import type { RuntimeOptions } from "./runtime.ts";
import { isPrefix } from "./session/app.ts";

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

/** Shorter ones can be guessed. */
const SECRET_MIN = 16;

const OWN_KEYS: { readonly [key in Exclude<keyof Config, keyof ServiceSettings>]-?: string } = {
  apps: 'a file, or files by prefix: { "/counter/": "app/counter.tsx" }',
  statics: "a list of { prefix, dir }, prefixes between slashes",
  out: "a directory",
  limits: "an object of limits",
  mapper: "an object with nothing but session, page and newId",
  secrets: `a list of texts of ${SECRET_MIN} characters or more`,
  csp: "lists of sources by directive",
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
  if (value instanceof Promise) return refuse(file, "its default export is a promise", "`await` before it");
  if (!isRecord(value)) return refuse(file, `its default export is ${show(value)}`, "an object of settings");
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(KEYS, key)) refuse(file, `it has the key ${key}`, `one of ${Object.keys(KEYS).join(", ")}`);
    // A secret is not to be read in a log.
    const shown = key === "secrets" ? "another kind of thing" : show(value[key]);
    if (!fits(key as keyof Config, value[key])) refuse(file, `${key} is ${shown}`, KEYS[key] ?? "");
  }
  for (const [name, limit] of Object.entries(value.limits ?? {})) {
    const names = Object.keys(DEFAULT_LIMITS);
    if (!names.includes(name)) refuse(file, `limits has the key ${name}`, `one of ${names.join(", ")}`);
    if (!isLimit(limit)) refuse(file, `limits.${name} is ${show(limit)}`, "a whole number from 0, or Infinity");
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

const isLimit = (value: unknown): boolean =>
  (Number.isInteger(value) && (value as number) >= 0) || value === Number.POSITIVE_INFINITY;

const isStatics = (value: unknown): boolean =>
  isRecord(value) && /^\/(?:.*\/)?$/.test(String(value.prefix)) && isText(value.dir);

function fits(key: keyof Config, value: unknown): boolean {
  const property = SERVICE[key];
  if (property) return property.fits(value);
  switch (key) {
    case "apps":
      return (
        isText(value) || (isRecord(value) && Object.keys(value).every(isPrefix) && Object.values(value).every(isText))
      );
    case "out":
    case "uploadDir":
      return isText(value);
    case "secrets":
      return Array.isArray(value) && value.every((each) => isText(each) && each.length >= SECRET_MIN);
    case "statics":
      return Array.isArray(value) && value.every(isStatics);
    case "csp":
      return isRecord(value) && Object.values(value).every((list) => Array.isArray(list) && list.every(isText));
    case "mapper":
      return isRecord(value) && Object.keys(value).every((name) => /^(?:session|page|newId)$/.test(name));
    case "authorize":
      return isRecord(value) || Array.isArray(value);
    default:
      return isRecord(value);
  }
}

function show(value: unknown): string {
  return typeof value === "function" ? "a function" : (JSON.stringify(value)?.slice(0, 60) ?? String(value));
}
