/** What a browser downloads, gzip: the script as it is served, what of it is our own, and the part that is fetched by need. */
import { gzipSync } from "node:zlib";
import { buildClient } from "#client-build";
import { aside, figure } from "./harness.ts";

const gzip = (text = ""): number => gzipSync(text, { level: 9 }).length;

const { "sessile.js": script = "", "recovery.js": recovery = "" } = await buildClient();
const own = await buildClient({ externalHtmx: true });
figure("script-all", gzip(script) + gzip(recovery));
figure("script-own", gzip(own["sessile.js"]));
figure("script-recovery", gzip(recovery));
aside("script-all-minified", Buffer.byteLength(script + recovery), "B");
