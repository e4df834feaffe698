import type { Plugin } from "vite";

/** What a module is given beside its imports, by the names Oxc writes; see `families.ts`. */
export const REGISTER = "$RefreshReg$";
export const SIGN = "$RefreshSig$";

/** A context at the top of a module, as Oxc prints it. Oxc's own transform marks components and hooks only. */
const CONTEXT = /^(?:export )?(?:const|let|var) ([\w$]+) = (?:[\w$]+\.)?createContext\(/gm;

/** Compiles TypeScript and JSX, and marks components, hooks and contexts, so that their next versions are known for such. */
export function refreshTransform({ transformWithOxc }: Pick<typeof import("vite"), "transformWithOxc">): Plugin {
  return {
    name: "sessile:refresh",
    enforce: "pre",
    async transform(code, id) {
      const [file = ""] = id.split("?");
      if (!/\.(?:[cm]?ts|[jt]sx)$/.test(file) || file.includes("/node_modules/")) return null;
      const jsx = { runtime: "automatic", importSource: "preact", development: false } as const;
      const { code: compiled, map = null } = await transformWithOxc(code, file, {
        jsx: { ...jsx, refresh: true },
        sourcemap: true,
      });
      const contexts = [...compiled.matchAll(CONTEXT)].map(([, name]) => `${REGISTER}(${name}, "${name}");`);
      return { code: `${compiled}\n${contexts.join("\n")}`, map };
    },
  };
}

const STYLES = /\.(?:css|less|sass|scss|styl|stylus|pcss|postcss)$/;

/** A Vite plugin that refuses what nobody would see: a style sheet that a module imports, for pages link theirs. */
export function linkedStyles(): Plugin {
  return {
    name: "sessile:linked-styles",
    enforce: "pre",
    resolveId(source, importer) {
      if (!importer || !STYLES.test(source) || STYLES.test(importer)) return null;
      const how = `write @import "${source}" in the style.css beside the app, which its pages link`;
      throw new Error(`${source} is a style sheet, which a module cannot import: ${how}`);
    },
  };
}
