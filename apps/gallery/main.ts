// Serves the gallery and every app in the apps folder: `/` lists them, `/<name>/` is one.
// In development from their sources. PORT and HOST say where, DOMAIN for whom, HOSTS by which names; ends with code 2 and one line when it cannot stand there.
import { fileURLToPath } from "node:url";
import { h } from "preact";
import { type Service, serve } from "sessile";
import Gallery, { meta } from "./app.tsx";
import { discover } from "./discover.ts";
import { framed } from "./frame.tsx";

const APPS = new URL("../", import.meta.url);
/** The project's folder, as seen from `dist/apps/gallery/`. */
const PROJECT = new URL("../../../", import.meta.url);
const ASSETS = new URL("../../public/", import.meta.url);
const THEME = "/assets/theme.css";

/** What main ends with when its settings are wrong or the address is not to be had. */
const EXIT_USAGE = 2;

function readPort(text: string | undefined): number {
  if (!text) return 8080;
  if (/^\d+$/.test(text) && Number(text) <= 65_535) return Number(text);
  fail(`PORT must be a whole number from 0 to 65535, not "${text}".`);
}

function fail(message: string): never {
  console.error(`Sessile gallery: ${message}`);
  process.exit(EXIT_USAGE);
}

async function start(port: number, host: string): Promise<Service> {
  const apps = (await discover({ apps: APPS, assets: ASSETS, except: ["gallery"] })).map((app) => ({
    ...app,
    href: `/${app.name}/`,
  }));
  const definitions = apps.map(({ href, component, title, description, styles, limits, routes }) => [
    href,
    {
      component: framed(component, description),
      title,
      description,
      lang: "en",
      styles: [THEME, ...styles],
      ...(limits && { limits }),
      ...(routes && { routes }),
    },
  ]);
  const gallery = { component: () => h(Gallery, { apps }), title: meta.title, lang: "en", styles: [THEME] };
  return serve(
    { "/": gallery, ...Object.fromEntries(definitions) },
    { port, host, ...whom, statics: [{ prefix: "/assets/", dir: fileURLToPath(ASSETS) }] },
  );
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: "is in use; set PORT to another",
  EACCES: "is not allowed to this user; set PORT to one above 1023",
  EADDRNOTAVAIL: "is not an address of this machine; set HOST to one",
  EAI_AGAIN: "could not be looked up; set HOST to an address",
  ENOTFOUND: "is not a known host; set HOST to one",
};

/** The operating system's code for why a port could not be had, from the error or its cause. */
function reason(error: unknown): string | undefined {
  for (let e = error; e instanceof Error; e = e.cause) {
    if ("code" in e && typeof e.code === "string" && e.code in REASONS) return REASONS[e.code];
  }
  return undefined;
}

const port = readPort(process.env.PORT);
const host = process.env.HOST || "localhost";
const { DOMAIN, HOSTS } = process.env;
/** Whom to answer: addresses and subnets with commas between them, own, loopback or world; and the names it goes by. */
const whom = { ...(DOMAIN && { domain: DOMAIN.split(",") }), ...(HOSTS && { hosts: HOSTS.split(",") }) };

let service: Service;
try {
  if (process.env.NODE_ENV === "development") {
    const { develop } = await import("./develop.ts");
    service = await develop(fileURLToPath(PROJECT), { port, host, ...whom });
  } else service = await start(port, host);
} catch (error) {
  const why = reason(error);
  if (!why) throw error;
  fail(`${host}:${port} ${why}.`);
}
console.log(`Sessile gallery: ${new URL("/", service.url).href}`);

// The first signal closes in order; the next one finds no handler and ends the process at once.
const signals = ["SIGINT", "SIGTERM"] as const;
async function end() {
  for (const signal of signals) process.off(signal, end);
  await service.close();
  process.exit(0);
}
for (const signal of signals) process.on(signal, end);
