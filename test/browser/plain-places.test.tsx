/** What stands in a document for browsers without script leaves nothing behind where there is script. */
import { expect, test } from "vitest";
import { newPage } from "../support/chromium.ts";
import { servedStage } from "../support/stage.tsx";

async function shown(vnode: preact.JSX.Element): Promise<string> {
  const stage = await servedStage({ "/": () => <main>{vnode}</main> });
  const tab = await newPage();
  await tab.goto(stage.url);
  await tab.waitForSelector("html:not(:has([s-plain]))");
  return tab.evaluate(() => {
    for (const element of document.querySelectorAll("*")) {
      element.removeAttribute("id");
      element.removeAttribute("s-on");
    }
    return document.querySelector("main")?.innerHTML ?? "";
  });
}

test("no space behind a link that is a button", async () => {
  const link = (
    <p>
      <a onClick={() => {}}>here</a>, or there
    </p>
  );
  expect(await shown(link)).toBe("<p><a>here</a>, or there</p>");
});

test("nothing in SVG, which would end there", async () => {
  const drawing = (
    <svg>
      <g dangerouslySetInnerHTML={{ __html: "<path></path>" }} />
      <a onClick={() => {}}>
        <circle />
      </a>
      <rect />
    </svg>
  );
  expect(await shown(drawing)).toBe("<svg><g><path></path></g><a><circle></circle></a><rect></rect></svg>");
});

test("nothing in a select, which would lose its options", async () => {
  const choice = (
    <select>
      <option dangerouslySetInnerHTML={{ __html: "one" }} />
      <option>two</option>
    </select>
  );
  expect(await shown(choice)).toMatch(/^<select[^>]*><option>one<\/option><option>two<\/option><\/select>$/);
});
