/** The patches of a change in short, to be asserted one by one. */
import type { ComponentChild } from "preact";
import { mountLive } from "./server-dom.ts";

export const THEN = "<hx-then>";

/** Each patch as `#_3 text hello`: its target, its style, its content. */
export function brief(patches: readonly string[]): string[] {
  return patches.map((patch) => {
    const [, target, swap, content] =
      /^<hx-partial hx-target="([^"]*)" hx-swap="([^"]*)">(.*)<\/hx-partial>$/s.exec(patch) ?? [];
    return target ? `${target} ${swap} ${content}`.trimEnd() : patch;
  });
}

/** What travels when `after` is rendered in place of `before`. */
export function change(before: ComponentChild, after: ComponentChild): string[] {
  return brief(mountLive(before).update(after));
}
