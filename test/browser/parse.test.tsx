/** A browser that reads the server's HTML has the server's tree. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { describe, differenceFrom } from "../support/browser-tree.ts";
import { newPage } from "../support/chromium.ts";
import { Random, seeds, withSeed } from "../support/random.ts";
import { randomTree, toVNode } from "../support/random-tree.ts";
import { type Mounted, mount } from "../support/server-dom.ts";

/** Opens a document in Chromium. */
async function open(html: string) {
  const server = createServer((_, response) =>
    response.setHeader("content-type", "text/html; charset=utf-8").end(`<!DOCTYPE html><title>Page</title>${html}`),
  );
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void server.close());
  const tab = await newPage();
  await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return tab;
}

test("random trees of every element kind", async () => {
  const trees = seeds(300).map((seed): [seed: number, tree: Mounted] => [
    seed,
    mount(toVNode(randomTree(new Random(seed), { size: 20 }))),
  ]);
  const tab = await open(trees.map(([seed, { html }]) => `<section id="seed-${seed}">${html}</section>`).join(""));
  for (const [seed, { body }] of trees) {
    const expected = describe(body.firstElementChild as never, false);
    const difference: string | null = await tab.evaluate(differenceFrom, { expected, selector: `#seed-${seed} > div` });
    withSeed(seed, () => expect(difference).toBeNull());
  }
});
