/** What a component fetches as it begins is in its page's first document: without script there is no other. */
import { useEffect, useState } from "preact/hooks";
import { renderToString } from "preact-render-to-string";
import { useWork } from "sessile/ui";
import { expect, test } from "vitest";
import { stage } from "../../support/stage.tsx";

function Fetching({ load }: { load: () => Promise<string> }) {
  const [text, setText] = useState("Nothing yet");
  const work = useWork();
  useEffect(() => work(load().then(setText)), []);
  return <p>{text}</p>;
}

const later = (ms: number, text: string) => () => new Promise<string>((resolve) => setTimeout(resolve, ms, text));

async function firstDocument(load: () => Promise<string>) {
  const { runtime, lines } = stage({ "/": () => <Fetching load={load} /> });
  const response = await runtime.fetch(new Request("http://localhost/"));
  return { html: await response.text(), status: response.status, lines };
}

test("the first document waits for it", async () => {
  const { html } = await firstDocument(later(30, "Fetched"));
  expect(html).toContain(">Fetched</p>");
  expect(html).not.toContain('http-equiv="refresh"');
});

test("but not for ever: then the page is loaded again where there is no script", async () => {
  const { html } = await firstDocument(later(5000, "Fetched"));
  expect(html).toContain(">Nothing yet</p>");
  expect(html).toContain('<meta http-equiv="refresh" content="1">');
});

test("what fails is a handler's failure, in the page and in the log", async () => {
  const { status, lines } = await firstDocument(() => Promise.reject(new Error("no such table")));
  expect(status).toBe(200);
  expect(lines.some(({ level }) => level === "error")).toBe(true);
});

test("outside a page it does nothing", () => {
  expect(renderToString(<Fetching load={later(0, "")} />)).toBe("<p>Nothing yet</p>");
});
