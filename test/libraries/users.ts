/** An app used through `createRuntime().fetch` by a browser with script and by one without; neither is a browser. */
import type { ComponentType } from "preact";
import { test } from "vitest";
import type { Copy } from "../support/copy.ts";
import { FormsUser } from "../support/drivers/forms.ts";
import { MemoryUser } from "../support/drivers/memory.ts";
import type { User } from "../support/drivers/user.ts";
import { type Stage, stage } from "../support/stage.tsx";

/** One test text, with script and without. */
export function bothWays(name: string, App: ComponentType, play: (user: User, on: Stage) => Promise<void>): void {
  for (const Kind of [MemoryUser, FormsUser]) {
    test(`${name} (${Kind === MemoryUser ? "script" : "plain"})`, async () => {
      const on = stage({ "/": App });
      await play(await Kind.open(on, "/"), on);
    });
  }
}

/** Does it and answers with the patches that came. */
export async function patchesOf(user: MemoryUser, act: () => Promise<void>): Promise<string[]> {
  const copy: Copy = user.copy;
  const { apply } = copy;
  const patches: string[] = [];
  copy.apply = (patch) => {
    patches.push(patch);
    apply.call(copy, patch);
  };
  await act();
  copy.apply = apply;
  return patches;
}
