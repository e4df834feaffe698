/** The server's DOM does what Chromium's does. */
import type { Page as Tab } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { newPage } from "../support/chromium.ts";
import { DOM_CASES, DOM_DIFFERENCES, domCase } from "../support/dom-cases.ts";
import { mount } from "../support/server-dom.ts";

let tab: Tab;
beforeAll(async () => {
  tab = await newPage();
});

/** Runs a case in the browser, in a body of its own. */
function inChromium(code: string): Promise<unknown> {
  return tab.evaluate(`document.body.replaceChildren(); (${domCase(code)})(document, document.body)`);
}

function onServer(code: string): unknown {
  const { document, body } = mount();
  const result = domCase(code)(document as unknown as Document, body as unknown as HTMLElement);
  return JSON.parse(JSON.stringify(result ?? null));
}

for (const [group, cases] of Object.entries(DOM_CASES)) {
  describe(group, () => {
    test.each(Object.entries(cases))("%s", async (_, code) => {
      expect(onServer(code)).toEqual(JSON.parse(JSON.stringify((await inChromium(code)) ?? null)));
    });
  });
}

describe("but for what is meant to differ", () => {
  test.each(DOM_DIFFERENCES)("$what: $why", async ({ code, server, browser }) => {
    expect(onServer(code)).toEqual(server);
    expect(await inChromium(code)).toEqual(browser);
  });
});

describe("an input makes of a value what Chromium makes of it", () => {
  const VALUES: { readonly [type: string]: string } = {
    text: "a|a\\nb|\\r\\n|  a  |",
    search: "a\\nb| a ",
    tel: "+43 1\\n2| 1 ",
    password: "a\\nb",
    url: " https://example.org |a b|\\nx",
    email: " a@b.c |a@b.c, d@e.f|a\\n@b",
    number: "1|1.|1.5|.5|-.5|-1|+1|1e3|1E-3|e3|1e|0x1|1,5| 1|1 |Infinity|NaN|--1|01|1_000||-|.|1e400",
    range: "5|5.4|5.5|-1|101|x||1e1|.6| 7|7.",
    color: "#ff0000|#FF0000|ff0000|#gg0000||#ff00001",
    date: "2024-02-29|2023-02-29|2024-2-9|2024-13-01|2024-00-10|0000-01-01|0001-01-01|12024-01-01|2024-01-01T00:00| 2024-01-01||2024-04-31|9999-12-31",
    month: "2024-02|2024-13|2024-00|24-01|0000-01|12024-01|2024-1",
    week: "2024-W01|2024-W53|2020-W53|2024-W00|2024-w01|2024-W1|2021-W53",
    time: "00:00|23:59|24:00|12:60|12:30:30|12:30:60|12:30:30.5|12:30:30.123|12:30:30.1234|1:30|12:30:",
    "datetime-local":
      "2024-02-29T12:30|2023-02-29T12:30|2024-02-29 12:30|2024-02-29T24:00|2024-02-29T12:30:00|2024-02-29T12:30:15|2024-02-29T12:30:15.50|2024-02-29T12:30:00.000|2024-02-29|x",
    hidden: "a\\nb| a ",
  };
  test.each(Object.entries(VALUES))("type %s", async (type, list) => {
    const values = JSON.stringify(list.replaceAll("\\\\n", "\n").replaceAll("\\\\r", "\r").split("|"));
    const code = `const e = input("${type}"); return ${values}.map((value) => { e.value = value; return [value, e.value]; });`;
    expect(onServer(code)).toEqual(await inChromium(code));
  });
});

describe("`name in element`, by which Preact tells a property from an attribute", () => {
  const TAGS =
    "div p a button input select option optgroup textarea label form img td th li ol details dialog video audio iframe table " +
    "col template script style link meta progress meter output fieldset time data object embed area map track source canvas x-card";
  /** Not properties on the server: as attributes they say the same. */
  const MISSING: { readonly [name: string]: string } = {
    text: "a script",
    value: "li progress meter output data",
    content: "meta",
    defaultValue: "output",
    form: "option label output fieldset object",
    validity: "button output fieldset object",
    elements: "fieldset",
  };
  /** Properties of every HTML element here, of some in a browser. */
  const SHARED =
    "acceptCharset accept action alt async autocomplete autoplay controls default defaultChecked defaultMuted defaultSelected " +
    "defer disabled formNoValidate href htmlFor httpEquiv isMap load loop max method min multiple muted name noModule " +
    "noValidate open pattern pause placeholder play playsInline readOnly rel reportValidity required reversed select " +
    "setCustomValidity setRangeText setSelectionRange showPicker src step target type allowFullscreen itemScope";
  /** Of one class for two elements. */
  const TWINS = "form validity showModal show close changed";

  test("is answered as in Chromium, but for what is listed", async () => {
    const tags = TAGS.split(" ");
    const { document } = mount();
    const names = new Set<string>();
    for (const tag of tags) {
      for (
        let p = Object.getPrototypeOf(document.createElement(tag));
        p !== Object.prototype;
        p = Object.getPrototypeOf(p)
      )
        for (const name of Object.getOwnPropertyNames(p)) if (!/^(\$|__|constructor$)/.test(name)) names.add(name);
    }
    const found = await tab.evaluate(
      ({ tags, names }) => tags.map((tag) => names.filter((name) => name in document.createElement(tag))),
      { tags, names: [...names] },
    );
    const missing: { [name: string]: string[] } = {};
    const shared = new Set<string>();
    tags.forEach((tag, i) => {
      const element = document.createElement(tag);
      for (const name of names) {
        if (name in element === found[i]?.includes(name)) continue;
        if (name in element) shared.add(name);
        else missing[name] = [...(missing[name] ?? []), tag];
      }
    });
    expect(Object.fromEntries(Object.entries(missing).map(([name, tags]) => [name, tags.join(" ")]))).toEqual(MISSING);
    expect([...shared].sort()).toEqual(`${SHARED} ${TWINS}`.split(" ").sort());
  });
});
