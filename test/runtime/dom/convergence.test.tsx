/**
 * The patches of random edits, applied to a parsed copy of the document, lead to the server's tree. Much faster than
 * in Chromium (`test/browser/convergence.test.tsx`), where browsers have their own ways and controls their values.
 */
import { expect, test } from "vitest";
import { Copy } from "../../support/copy.ts";
import { ofServer, print, type Raw } from "../../support/outline.ts";
import { seeds, withSeed } from "../../support/random.ts";
import { randomEdit } from "../../support/random-edits.ts";
import { randomTree, toVNode } from "../../support/random-tree.ts";
import { mount } from "../../support/server-dom.ts";

const STEPS = 40;

/** An outline; a parser turns NUL into U+FFFD, an attribute set by script keeps it. */
const spelled = (raw: Raw): string => print(raw).replaceAll("\\u0000", "\ufffd");

test("patches of random edits lead to the server's tree", { timeout: 600_000 }, () => {
  for (const seed of seeds(100)) {
    withSeed(seed, (random) => {
      const tree = randomTree(random, { size: 25, markup: false, without: ["select", "input", "x-island"] });
      const server = mount(toVNode(tree));
      const copy = new Copy(`<!DOCTYPE html>${server.load()}`, true);
      copy.apply(server.patches());
      for (let step = 1; step <= STEPS; step++) {
        const done = Array.from({ length: 1 + random.int(3) }, () => randomEdit(random, tree));
        server.show(toVNode(tree));
        copy.apply(server.patches());
        const [shown, held] = [copy.outline(copy.body), ofServer(server.body)].map(spelled);
        expect(shown, `step ${step}: ${done.join("; ")}`).toBe(held);
      }
    });
  }
});
