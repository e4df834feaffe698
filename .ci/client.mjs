// The browser's side as one minified file.
import { fileURLToPath } from "node:url";
import { build } from "vite";

/**
 * Bundles public/client/index.ts.
 * @param {{ externalHtmx?: boolean }} [options] `externalHtmx` leaves htmx out, to weigh what is our own
 * @returns {Promise<string>} the code
 */
export async function buildClient({ externalHtmx = false } = {}) {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const result = await build({
    root,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: "warn",
    build: {
      write: false,
      // htmx itself uses private fields: an older target would only make the file larger.
      target: "es2022",
      modulePreload: false,
      minify: "oxc",
      rolldownOptions: {
        input: `${root}public/client/index.ts`,
        external: externalHtmx ? [/^htmx\.org/] : [],
        // An IIFE leaves no names behind in a classic script; an import statement needs a module.
        output: { format: externalHtmx ? "es" : "iife", entryFileNames: "sessile.js" },
      },
    },
  });
  const [{ output }] = [result].flat();
  if (output.length !== 1) throw new Error(`the client is one file, not ${output.map((file) => file.fileName)}`);
  return output[0].code;
}
