// sessile build: bundles apps and configuration for Node, and copies what a browser downloads.
import { cpSync, existsSync, mkdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { appOf } from "sessile";
import { linkedStyles } from "sessile/hot";
import type { Rolldown } from "vite";
import { CallerError } from "./caller-error.ts";
import { type Entry, findEntries } from "./entries.ts";
import type { Arguments } from "./options.ts";
import { checkOutput, writeOutput } from "./output.ts";
import { configFile, readConfig } from "./read-config.ts";
import type { Built } from "./start.ts";
import { loadVite } from "./vite.ts";

const SERVER = "virtual:sessile-server";

export async function build({ names, options }: Arguments): Promise<void> {
  process.env.NODE_ENV ??= "production";
  const root = process.cwd();
  const config = await readConfig(options.config, root);
  const out = resolve(root, options.out ?? config.out ?? "dist");
  const assets = join(root, "public");
  const entries = findEntries(names, config.apps, root);
  const file = configFile(options.config, root);
  const sources = [root, assets, ...entries.map((entry) => entry.file), ...(file ? [file] : [])];
  checkOutput({ out, sources });
  if (out.startsWith(`${assets}/`)) throw new CallerError(`the output ${out} is in public/, which is copied to it.`);
  await writeOutput(out, async (dir) => {
    mkdirSync(join(dir, "public"));
    if (existsSync(assets)) cpSync(assets, join(dir, "public"), { recursive: true });
    const styles = await bundleStyles(entries, join(dir, "public"));
    await bundle({ root, out: dir, code: serverCode(entries, styles, file) });
    await check(join(dir, "server.js"));
  });
  console.log(`built ${entries.map(({ prefix, name }) => `${prefix} (${name})`).join(", ")} in ${relative(root, out)}`);
}

/** Style sheets with what they import and the files they name, each named by its content: they may be kept for ever. */
async function bundleStyles(entries: readonly Entry[], out: string): Promise<Map<Entry, readonly string[]>> {
  const sheets = [...new Set(entries.flatMap(({ style }) => style ?? []))];
  const urls = new Map<string, string>();
  // One by one, so that each is told from the others by more than its name.
  for (const sheet of sheets) urls.set(sheet, `/assets/${await bundleStyle(sheet, out)}`);
  return new Map(entries.map((entry) => [entry, entry.style ? [urls.get(entry.style) as string] : []]));
}

async function bundleStyle(sheet: string, out: string): Promise<string> {
  const vite = await loadVite();
  try {
    const built = (await vite.build({
      root: dirname(sheet),
      base: "/assets/",
      configFile: false,
      logLevel: "silent",
      publicDir: false,
      // Dev serves them as they are.
      css: { postcss: {} },
      build: {
        outDir: out,
        emptyOutDir: false,
        assetsDir: "",
        // The Content-Security-Policy keeps data: away.
        assetsInlineLimit: 0,
        rolldownOptions: { input: { style: sheet }, output: { assetFileNames: "[name].[hash][extname]" } },
      },
    })) as Rolldown.RolldownOutput;
    const css = built.output.find(({ fileName }) => fileName.endsWith(".css"));
    if (!css) throw new Error(`${sheet} is no style sheet`);
    return css.fileName;
  } catch (error) {
    throw failure(error);
  }
}

function serverCode(entries: readonly Entry[], styles: ReadonlyMap<Entry, readonly string[]>, config: string | null) {
  const imports = entries.map(({ file }, i) => `import * as app${i} from ${JSON.stringify(file)};`);
  const apps = entries.map((entry, i) => {
    const { prefix, name } = entry;
    return `{ ...${JSON.stringify({ prefix, file: name, styles: styles.get(entry) })}, module: app${i} }`;
  });
  return `${imports.join("\n")}
${config ? `import config from ${JSON.stringify(config)};` : "const config = {};"}
export { config };
export const apps = [${apps.join(", ")}];`;
}

async function bundle({ root, out, code }: { root: string; out: string; code: string }): Promise<void> {
  const vite = await loadVite();
  try {
    await vite.build({
      root,
      configFile: false,
      logLevel: "error",
      publicDir: false,
      oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
      plugins: [
        linkedStyles(),
        {
          name: "sessile-server",
          resolveId: (id) => (id === SERVER ? `\0${SERVER}` : null),
          load: (id) => (id === `\0${SERVER}` ? code : null),
        },
      ],
      build: {
        ssr: true,
        outDir: out,
        emptyOutDir: false,
        sourcemap: true,
        target: "node20",
        // Found at run time, as by the command line: two copies of either could not speak to each other.
        rolldownOptions: { input: { server: SERVER }, external: /^(sessile|preact|@preact\/signals)(\/|$)/ },
      },
    });
  } catch (error) {
    throw failure(error);
  }
}

/** What does not compile, where, and the code; not the compiler's own stack. */
function failure(error: unknown): CallerError {
  const [text = ""] = (error as Error).message.split("\n    at ");
  return new CallerError(text);
}

/** Runs the build once, so that a file that exports no component is found now. */
async function check(file: string): Promise<void> {
  const { apps } = (await import(file)) as Built;
  for (const { module, ...app } of apps) appOf(module, app);
}
