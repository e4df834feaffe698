// The source of a story, coloured on the server: browsers are sent markup, and no highlighter.
import { readFileSync, statSync } from "node:fs";
import { highlight } from "sugar-high";

interface Coloured {
  readonly changed: number;
  readonly html: string;
}

/** One text for all sessions; a file that was saved since is read anew. */
const known = new Map<string, Coloured>();

/**
 * @param file from the folder of the stories: `buttons/button.tsx`. The build puts the sources beside what it makes of them.
 * @returns markup with a class for each kind of word
 */
export function sourceOf(file: string): string {
  const url = new URL(`stories/${file}`, import.meta.url);
  const changed = statSync(url).mtimeMs;
  const before = known.get(file);
  if (before?.changed === changed) return before.html;
  const html = highlight(readFileSync(url, "utf8").trimEnd(), {
    lang: "typescript",
    // Colours are the style sheet's: nothing but the class is needed.
    mark: (token) => {
      token.style = {};
    },
  });
  known.set(file, { changed, html });
  return html;
}
