/** What a browser downloads, gzip: the script as it is served, what of it is our own, and the parts that are fetched by need. */
import { gzipSync } from "node:zlib";
import { buildClient } from "#client-build";
import { aside, figure } from "./harness.ts";

const gzip = (text = ""): number => gzipSync(text, { level: 9 }).length;

const { "sessile.js": script = "", "recovery.js": recovery = "", "uploads.js": uploads = "" } = await buildClient();
const own = await buildClient({ externalHtmx: true });
figure("script-first-visit", gzip(script));
figure("script-own", gzip(own["sessile.js"]));
figure("script-recovery", gzip(recovery));
figure("script-uploads", gzip(uploads));
aside("script-first-visit-minified", Buffer.byteLength(script), "B");
