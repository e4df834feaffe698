/** Patches of structure, each as it travels: the fewest that make a browser's tree the server's. */
import { createElement } from "preact";
import { describe, expect, test } from "vitest";
import { island } from "../../../runtime/dom/marks.ts";
import { brief, change, THEN } from "../../support/patches.ts";
import { mountLive } from "../../support/server-dom.ts";

describe("elements", () => {
  test("before another", () => {
    expect(
      change(
        <ul>
          <li key="a">a</li>
        </ul>,
        <ul>
          <li key="b">b</li>
          <li key="a">a</li>
        </ul>,
      ),
    ).toEqual(["#_3 before <li id=_4>b</li>"]);
  });

  test("at the end", () => {
    expect(
      change(
        <ul>
          <li>a</li>
        </ul>,
        <ul>
          <li>a</li>
          <li>b</li>
        </ul>,
      ),
    ).toEqual(["#_2 append <li id=_4>b</li>"]);
  });

  test("several in a row, with the texts between them, are one piece of HTML", () => {
    expect(
      change(
        <p>
          <b key="z" />
        </p>,
        <p>
          <i key="1" />
          {"text"}
          <i key="2" />
          <b key="z" />
        </p>,
      ),
    ).toEqual(["#_3 before <i id=_4></i>text<i id=_5></i>", THEN, ...["#_2 text", "#_5 text-after"]]);
  });

  test("SVG and MathML ones travel in a wrapper, for a parser would take them for HTML", () => {
    expect(
      change(
        <svg>
          <g key="1" />
        </svg>,
        <svg>
          <g key="1" />
          <path key="2" d="M0 0" />
        </svg>,
      ),
    ).toEqual(['#_2 append strip:true <svg><path id=_4 d="M0 0"></path></svg>']);
    expect(
      change(
        <math>
          <mi>x</mi>
        </math>,
        <math>
          <mi>x</mi>
          <mo>=</mo>
        </math>,
      ),
    ).toEqual(["#_2 append strip:true <math><mo id=_4>=</mo></math>"]);
    expect(
      change(
        <svg>
          <foreignObject>
            <p />
          </foreignObject>
        </svg>,
        <svg>
          <foreignObject>
            <p />
            <b />
          </foreignObject>
        </svg>,
      ),
    ).toEqual(["#_3 append <b id=_5></b>"]);
  });

  test("that go are named in one patch", () => {
    const list = (...keys: string[]) => (
      <ul>
        {keys.map((key) => (
          <li key={key} />
        ))}
      </ul>
    );
    expect(change(list("a", "b", "c", "d"), list("b"))).toEqual(["#_3,#_5,#_6 delete"]);
  });

  test("many that go are named in several, for htmx takes time by the square", () => {
    const list = (from: number, to: number) => (
      <ul>
        {Array.from({ length: to - from }, (_, i) => (
          <li key={from + i} />
        ))}
      </ul>
    );
    expect(change(list(0, 71), list(70, 71)).map((patch) => patch.split(",").length)).toEqual([32, 32, 6]);
  });

  test("none of which the browser has: all children as one", () => {
    expect(
      change(
        <p>
          <b />
        </p>,
        <p>
          <i />
          <u />
        </p>,
      ),
    ).toEqual(["#_2 innerHTML <i id=_4></i><u id=_5></u>"]);
    expect(
      change(
        <p>
          <b />
          <i />
        </p>,
        <p>just text</p>,
      ),
    ).toEqual(["#_2 textContent just text"]);
    expect(
      change(
        <p>
          <b />
          <i />
        </p>,
        <p />,
      ),
    ).toEqual(["#_2 textContent"]);
  });

  test("that move", () => {
    const list = (...keys: string[]) => (
      <ul>
        {keys.map((key) => (
          <li key={key}>{key}</li>
        ))}
      </ul>
    );
    expect(change(list("a", "b", "c"), list("c", "a", "b"))).toEqual(["#_5 move #_3"]);
    expect(change(list("a", "b", "c"), list("b", "c", "a"))).toEqual(["#_3 move"]);
  });

  test("two of a thousand that change places are two patches", () => {
    const keys = Array.from({ length: 1000 }, (_, i) => i);
    const list = (keys: readonly number[]) => (
      <ul>
        {keys.map((key) => (
          <li key={key}>{key}</li>
        ))}
      </ul>
    );
    const swapped = [...keys];
    [swapped[1], swapped[998]] = [998, 1];
    expect(change(list(keys), list(swapped))).toEqual(["#_1001 move #_5", "#_4 move #_1002"]);
  });

  test("that come and go within a turn never travel", () => {
    const page = mountLive(
      <p>
        <b key="b">b</b>
      </p>,
    );
    page.show(
      <p>
        <i key="i">i</i>
        <b key="b">b</b>
      </p>,
    );
    page.show(
      <p>
        <b key="b">b</b>
      </p>,
    );
    expect(page.patches()).toBe("");
  });

  test("that go and come back within a turn are new ones", () => {
    const page = mountLive(
      <p>
        <b key="b">b</b>
      </p>,
    );
    const first = page.find("b");
    page.show(<p />);
    page.show(
      <p>
        <b key="b">b</b>
      </p>,
    );
    expect(page.find("b")).not.toBe(first);
    expect(brief([page.patches()])).toEqual(["#_2 innerHTML <b id=_4>b</b>"]);
  });

  test("that are new carry their own changes: no patch for what is inside", () => {
    const page = mountLive(<p />);
    page.show(
      <p>
        <b class="a">a</b>
      </p>,
    );
    page.show(
      <p>
        <b class="b">b</b>
      </p>,
    );
    expect(brief([page.patches()])).toEqual(['#_2 innerHTML <b id=_3 class="b">b</b>']);
  });
});

describe("markup", () => {
  test("travels as text, so that what is unbalanced breaks nothing", () => {
    const raw = (__html: string) => <p dangerouslySetInnerHTML={{ __html }} />;
    expect(change(raw("<b>a</b>"), raw("</p></hx-partial><i>"))).toEqual(["#_2 html &lt;/p>&lt;/hx-partial>&lt;i>"]);
  });

  test("in place of children, and children in place of it", () => {
    expect(
      change(
        <p>
          a<b />
          <i />
        </p>,
        <p dangerouslySetInnerHTML={{ __html: "<u>x</u>" }} />,
      ),
    ).toEqual(["#_2 html &lt;u>x&lt;/u>"]);
    expect(
      change(
        <p dangerouslySetInnerHTML={{ __html: "<u>x</u>" }} />,
        <p>
          a<b />
        </p>,
      ),
    ).toEqual(["#_2 innerHTML a<b id=_3></b>"]);
  });

  test("of a template, as a whole, for nothing in it can be addressed", () => {
    expect(
      change(
        <template>
          <b>a</b>
        </template>,
        <template>
          <b>b</b>
          <i />
        </template>,
      ),
    ).toEqual(["#_2 html &lt;b>b&lt;/b>&lt;i>&lt;/i>"]);
  });

  test("of an island, never", () => {
    const map = (text: string, lat: string) => createElement("x-map", { ...island, lat }, text, <b>{text}</b>);
    expect(change(map("a", "1"), map("b", "2"))).toEqual(['#_2 attr {"lat":"2"}']);
  });
});

describe("an entry", () => {
  test("says first what comes and goes, then what it says: by then new elements are there", () => {
    const before = (
      <main class="a">
        x<b key="b">1</b>
      </main>
    );
    const after = (
      <main class="b">
        y<b key="b">2</b>
        <i key="i">new</i>
      </main>
    );
    expect(change(before, after)).toEqual([
      "#_2 append <i id=_4>new</i>",
      THEN,
      "#_2 text y",
      "#_3 text 2",
      '#_2 attr {"class":"b"}',
    ]);
  });

  test("addresses texts around moved elements by what the browser has", () => {
    // B y A becomes C y A B: the text y stays where it was, before everything that moved.
    const item = (key: string) => <i key={key} />;
    expect(
      change(
        <p>
          {item("B")}y{item("A")}
        </p>,
        <p>
          {item("C")}y{item("A")}
          {item("B")}
        </p>,
      ),
    ).toEqual(["#_4 before <i id=_5></i>", "#_3 move", THEN, "#_5 text-after y", "#_2 text"]);
  });
});
