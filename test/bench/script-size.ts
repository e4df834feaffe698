/** What a browser downloads, gzip: the script as it is served, and what of it is our own. */
import { gzipSync } from "node:zlib";
import { buildClient } from "#client-build";
import { aside, figure } from "./harness.ts";

const gzip = (text: string): number => gzipSync(text, { level: 9 }).length;

const all = await buildClient();
figure("script-all", gzip(all));
figure("script-own", gzip(await buildClient({ externalHtmx: true })));
aside("script-all-minified", Buffer.byteLength(all), "B");
