/** Islands: elements that are the browser's own. What a script puts into them stays; the rest is the server's. */
import type { Page as Tab } from "playwright-core";
import { createElement } from "preact";
import { useState } from "preact/hooks";
import { island } from "sessile/ui";
import { expect, test } from "vitest";
import { newPage } from "../support/chromium.ts";
import { type StageOptions, servedStage } from "../support/stage.tsx";

/** A custom element that draws itself, as a map or an editor does, and tells of it. */
function defineMap(): void {
  class MapElement extends HTMLElement {
    static readonly observedAttributes = ["lat"];
    readonly seen: (string | null)[] = [];
    given = "";
    connectedCallback(): void {
      this.given = this.innerHTML;
      this.innerHTML = "<canvas></canvas><b>drawn by the browser</b>";
    }
    attributeChangedCallback(): void {
      this.seen.push(this.getAttribute("lat"));
    }
  }
  // Once the document is read, as a deferred script would.
  addEventListener("DOMContentLoaded", () => customElements.define("x-map", MapElement));
}

type MapElement = HTMLElement & { mine?: boolean; seen: string[]; given: string };

interface Model {
  readonly lat: number;
  readonly before: readonly string[];
  readonly label: string;
  readonly shown: boolean;
}

function stage() {
  let change = (_next: Partial<Model>): void => {};
  const heard: unknown[] = [];
  function App() {
    const [model, setModel] = useState<Model>({ lat: 1, before: [], label: "at first", shown: true });
    change = (next) => setModel((model) => ({ ...model, ...next }));
    const listen = { onpick: (event: CustomEvent) => heard.push(event.detail) };
    return (
      <main data-label={model.label}>
        {model.before.map((key) => (
          <p key={key}>{key}</p>
        ))}
        {model.shown && createElement("x-map", { key: "map", ...island, lat: model.lat, ...listen }, model.label)}
      </main>
    );
  }
  return { App, heard, change: (next: Partial<Model>) => change(next) };
}

async function open(options: StageOptions = {}) {
  const { App, heard, change } = stage();
  const { url, service } = await servedStage({ "/": App }, options);
  const tab = await newPage();
  await tab.addInitScript(defineMap);
  await tab.goto(url);
  await tab.evaluate(() => {
    const map = document.querySelector("x-map") as MapElement;
    map.mine = true;
    map.append(document.createElement("hr"));
  });
  return { tab, heard, change, service };
}

const shows = (tab: Tab, label: string) => tab.waitForSelector(`main[data-label="${label}"]`, { state: "attached" });

/** What a script put there, whether the element is the same one, and the attributes it has seen. */
const look = (tab: Tab) =>
  tab.evaluate(() => {
    const { innerHTML, mine, seen, given } = document.querySelector("x-map") as MapElement;
    return { html: innerHTML, same: mine === true, seen: seen.join(" "), given };
  });

const drawn = "<canvas></canvas><b>drawn by the browser</b><hr>";

test("what a script put into it stays while its attributes change", async () => {
  const { tab, change } = await open();
  change({ lat: 2, label: "moved" });
  await shows(tab, "moved");
  expect(await look(tab)).toEqual({ html: drawn, same: true, seen: "1 2", given: "at first" });
});

test("and while others come and go before it", async () => {
  const { tab, change } = await open();
  change({ before: ["a", "b"], label: "more" });
  await shows(tab, "more");
  change({ before: ["b"], label: "less" });
  await shows(tab, "less");
  expect(await look(tab)).toEqual({ html: drawn, same: true, seen: "1", given: "at first" });
});

test("and when the whole tree is sent", async () => {
  const { tab, change, service } = await open({ limits: { outboxBytes: 10 } });
  await tab.context().setOffline(true);
  service.server.closeAllConnections();
  await tab.waitForSelector("#sessile-status[data-state=offline]");
  change({ before: ["a"], lat: 3, label: "back" });
  await tab.context().setOffline(false);
  await shows(tab, "back");
  expect(await look(tab)).toEqual({ html: drawn, same: true, seen: "1 3", given: "at first" });
});

test("a new one starts with the children the app gave it", async () => {
  const { tab, change } = await open();
  change({ shown: false, label: "gone" });
  await shows(tab, "gone");
  expect(await tab.$("x-map")).toBeNull();
  change({ shown: true, lat: 4, label: "again" });
  await shows(tab, "again");
  expect(await look(tab)).toEqual({
    html: "<canvas></canvas><b>drawn by the browser</b>",
    same: false,
    seen: "4",
    given: "again",
  });
});

test("the detail of its events reaches the handler as it is", async () => {
  const { tab, heard } = await open();
  const detail = { lat: 48.2, tags: ["a", "b"], on: true, none: null };
  await tab.evaluate((detail) => {
    document.querySelector("x-map")?.dispatchEvent(new CustomEvent("pick", { detail }));
  }, detail);
  await expect.poll(() => heard).toEqual([detail]);
});

test("events of what a script put into it bubble to the island", async () => {
  const { tab, heard } = await open();
  await tab.evaluate(() => {
    document.querySelector("x-map b")?.dispatchEvent(new CustomEvent("pick", { detail: 7, bubbles: true }));
  });
  await expect.poll(() => heard).toEqual([7]);
});
