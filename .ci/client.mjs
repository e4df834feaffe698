// The browser's side, minified: the script, and its parts that are fetched by need.
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { minify } from "terser";
import { build } from "vite";

/**
 * Bundles public/client/.
 * @param {{ externalHtmx?: boolean }} [options] `externalHtmx` leaves htmx out, to weigh what is our own
 * @returns {Promise<{ [file: string]: string }>} the code of each file
 */
export async function buildClient({ externalHtmx = false } = {}) {
  const recovery = await bundle("recovery");
  const uploads = await bundle("uploads");
  // By its content's hash, as the script itself: it may be kept for ever.
  const address = (name, code) =>
    JSON.stringify(`./${name}?v=${createHash("sha256").update(code).digest("base64url").slice(0, 12)}`);
  const script = await bundle("index", {
    format: externalHtmx ? "es" : "iife",
    external: externalHtmx ? [/^htmx\.org/] : [],
    define: { RECOVERY: address("recovery.js", recovery), UPLOADS: address("uploads.js", uploads) },
  });
  return { "sessile.js": script, "recovery.js": recovery, "uploads.js": uploads };
}

async function bundle(entry, { format = "es", external = [], define = {} } = {}) {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const result = await build({
    root,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: "warn",
    define,
    build: {
      write: false,
      // htmx itself uses private fields: an older target would only make the file larger.
      target: "es2022",
      modulePreload: false,
      // And by terser, below: together they make what weighs least once it is compressed.
      minify: "oxc",
      // As a library: pages would get a helper that preloads what is imported later.
      lib: { entry: `${root}public/client/${entry}.ts`, formats: [format], name: "sessile", fileName: entry },
      rolldownOptions: {
        external,
        // An IIFE leaves no names behind in a classic script; an import statement needs a module.
        // Constants that stay such are written where they are used.
        output: { topLevelVar: false },
        optimization: { inlineConst: { mode: "all", pass: 2 } },
      },
    },
  });
  const [{ output }] = [result].flat();
  if (output.length !== 1)
    throw new Error(`the client's ${entry} is one file, not ${output.map((file) => file.fileName)}`);
  const { code } = await minify(output[0].code, {
    module: format === "es",
    ecma: 2020,
    compress: { passes: 3, unsafe_arrows: true },
  });
  return code;
}
