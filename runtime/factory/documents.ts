import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import type { Token } from "marked";
import { plainText, type Targets } from "./markdown.tsx";

/** One document of the project's own. */
export interface Document {
  /** `service`, as in its URL. */
  readonly name: string;
  readonly title: string;
  /** Its first paragraph, without marks. */
  readonly summary: string;
  readonly tokens: readonly Token[];
  readonly targets: Targets;
}

/** Where documents and pictures are shown. */
export interface Shown {
  readonly documents: string;
  image(name: string): string | null;
}

/** In the order one reads them, those of `docs/` in between. */
const FIRST = ["README.md"];
const LAST = ["PROTOCOL.md", "ARCHITECTURE.md", "CHANGELOG.md"];

/** The folder the package is in: two above this file, or, where it is compiled, three. Null: it came without its documents. */
export function packageFolder(): string | null {
  const here = dirname(fileURLToPath(import.meta.url));
  return [join(here, "../.."), join(here, "../../..")].find((each) => existsSync(join(each, "docs/errors.md"))) ?? null;
}

/** Reads the documents there are. */
export async function readDocuments(shown: Shown): Promise<readonly Document[]> {
  const folder = packageFolder();
  if (folder === null) return [];
  const { lexer } = await import("marked");
  const inDocs = readdirSync(join(folder, "docs"))
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => `docs/${name}`);
  const files = [...FIRST, ...inDocs, ...LAST].filter((file) => existsSync(join(folder, file)));
  return files.map((file) => {
    const tokens = lexer(readFileSync(join(folder, file), "utf8"));
    const heading = tokens.find(({ type }) => type === "heading");
    const paragraph = tokens.find(({ type }) => type === "paragraph");
    return {
      name: nameOf(file),
      title: heading && "tokens" in heading ? plainText(heading.tokens ?? []) : nameOf(file),
      summary: paragraph && "tokens" in paragraph ? plainText(paragraph.tokens ?? []) : "",
      tokens,
      targets: targetsOf(file, files, shown),
    };
  });
}

const nameOf = (file: string): string => basename(file, ".md").toLowerCase();

/** A link to a document leads to where that is shown; one to another file of the project, nowhere. */
function targetsOf(from: string, files: readonly string[], shown: Shown): Targets {
  return {
    link(href) {
      if (/^https?:\/\//.test(href) || href.startsWith("#")) return href;
      const [path = "", fragment] = href.split("#");
      const file = posix.join(posix.dirname(from), path);
      if (!files.includes(file)) return null;
      return shown.documents + nameOf(file) + (fragment === undefined ? "" : `#${fragment}`);
    },
    image: (src) => shown.image(basename(src)),
  };
}
