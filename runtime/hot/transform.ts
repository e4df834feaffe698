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
