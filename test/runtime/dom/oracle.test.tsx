/** The server DOM writes the HTML that preact-render-to-string writes for the same tree, but for stated differences. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { render } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { DIFFERENCES } from "../../support/html-differences.ts";
import { canonical, expectedHtml } from "../../support/html-oracle.ts";
import { seeds, withSeed } from "../../support/random.ts";
import { randomTree, toVNode } from "../../support/random-tree.ts";
import { mount } from "../../support/server-dom.ts";
import { root } from "../../support/sources.ts";

test("random trees of every element kind", { timeout: 600_000 }, () => {
  for (const seed of seeds(3000)) {
    withSeed(seed, (random) => {
      const tree = randomTree(random, { size: 3 + random.int(25) });
      expect(canonical(mount(toVNode(tree)).html)).toBe(expectedHtml(tree));
    });
  }
});

describe("each difference is real", () => {
  test.each(DIFFERENCES)("$name", ({ example, sessile, string }) => {
    expect(mount(example).html).toBe(sessile);
    expect(render(example)).toBe(string);
  });

  test("and documented, and no other is", () => {
    const code = (html: string): string =>
      `\`${JSON.stringify(html).slice(1, -1).replaceAll('\\"', '"').replaceAll("|", "\\|")}\``;
    const rows = DIFFERENCES.map(
      ({ name, sessile, string, why }) => `| ${name} | ${code(sessile)} | ${code(string)} | ${why} |`,
    );
    const document = readFileSync(join(root, "docs/html-differences.md"), "utf8");
    expect(
      document
        .split("\n")
        .filter((line) => line.startsWith("| "))
        .slice(2),
    ).toEqual(rows);
  });
});
