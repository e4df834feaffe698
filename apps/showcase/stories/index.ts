// Every story there is: a line here for a family, a line in the family's index for a story.
import type { ComponentType } from "preact";
import * as buttons from "./buttons/index.ts";
import * as collections from "./collections/index.ts";
import * as drag from "./drag/index.ts";
import * as fields from "./fields/index.ts";
import * as panels from "./panels/index.ts";
import * as pictures from "./pictures/index.ts";
import * as popups from "./popups/index.ts";
import * as services from "./services/index.ts";
import * as text from "./text/index.ts";

/** What the file of a story exports. */
export interface Story {
  /** The widget's name, as it is exported. */
  readonly title: string;
  /** One sentence: what it is for. */
  readonly description: string;
  /** The widget at work. It takes nothing, and works without script too. */
  readonly default: ComponentType;
}

/** A story, and where it is. */
export interface Listed {
  readonly title: string;
  readonly description: string;
  /** Below the app's prefix: `/buttons/toggle-button`. */
  readonly path: string;
  /** From the folder of the stories: `buttons/toggle-button.tsx`. */
  readonly file: string;
  readonly Example: ComponentType;
}

export interface Family {
  readonly name: string;
  readonly stories: readonly Listed[];
}

export const FAMILIES: readonly Family[] = [
  family("text", text),
  family("buttons", buttons),
  family("fields", fields),
  family("panels", panels),
  family("popups", popups),
  family("collections", collections),
  family("pictures", pictures),
  family("drag", drag),
  family("services", services),
];

const byPath = new Map(FAMILIES.flatMap(({ stories }) => stories).map((story) => [story.path, story]));

export function find(path: string): Listed | undefined {
  return byPath.get(path);
}

/** A family's module exports each story under its file's name in camel case. */
function family(name: string, stories: Readonly<Record<string, Story>>): Family {
  const listed = Object.entries(stories).map(([key, { title, description, default: Example }]) => {
    const slug = `${name}/${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return { title, description, path: `/${slug}`, file: `${slug}.tsx`, Example };
  });
  return { name, stories: listed };
}
