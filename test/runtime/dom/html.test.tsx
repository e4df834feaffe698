/** The markup of a tree: what a parser makes of it is the tree again. */
import { createElement } from "preact";
import { describe, expect, test } from "vitest";
import { InputElement } from "../../../runtime/dom/controls/index.ts";
import { INERT, LIVE, outerHtml } from "../../../runtime/dom/html.ts";
import { mount } from "../../support/server-dom.ts";

const html = (...args: Parameters<typeof mount>): string => mount(...args).html;

describe("text", () => {
  test("is escaped, attributes too", () => {
    expect(html(<p title={'a"b<c&d'}>{'a"b<c&d>'}</p>)).toBe('<p title="a&quot;b&lt;c&amp;d">a"b&lt;c&amp;d></p>');
  });

  test("keeps its carriage returns; a NUL becomes what a parser would make of it", () => {
    expect(html(<p title={"\r\0"}>{"a\r\nb\0"}</p>)).toBe('<p title="&#13;\ufffd">a&#13;\nb\ufffd</p>');
  });

  test("that begins with a newline keeps it in pre, listing and textarea", () => {
    expect(html(<pre>{"\na"}</pre>)).toBe("<pre>\n\na</pre>");
    expect(html(<pre>{["", "\na"]}</pre>)).toBe("<pre>\n\na</pre>");
    expect(html(createElement("listing", null, "\na"))).toBe("<listing>\n\na</listing>");
    expect(html(<textarea value={"\na"} />)).toBe("<textarea>\n\na</textarea>");
    expect(html(<pre dangerouslySetInnerHTML={{ __html: "\n<b>a</b>" }} />)).toBe("<pre>\n\n<b>a</b></pre>");
  });

  test("of script and style stands as it is, and cannot end its element", () => {
    expect(html(<script type="text/plain">{"1 < 2 && '</script>'"}</script>)).toBe(
      `<script type="text/plain">1 < 2 && '<\\/script>'</script>`,
    );
    expect(html(<style>{"a > b::after { content: '&' }"}</style>)).toBe("<style>a > b::after { content: '&' }</style>");
  });

  test("of a script cannot hide the script's end in what looks like a comment", () => {
    expect(html(<script type="application/json">{'["<!--<script>"]'}</script>)).toBe(
      '<script type="application/json">["\\u003c!--<script>"]</script>',
    );
  });

  test("in a textarea has newlines alone", () => {
    expect(html(<textarea defaultValue={"a\r\nb\rc"} />)).toBe("<textarea>a\nb\nc</textarea>");
  });
});

describe("elements", () => {
  test("void ones have no end tag, and SVG ones always have", () => {
    expect(
      html(
        <p>
          <br />
          <img alt="" />
          <svg>
            <path />
          </svg>
        </p>,
      ),
    ).toBe("<p><br><img alt><svg><path></path></svg></p>");
  });

  test("a template writes its content", () => {
    expect(
      html(
        <template>
          <b>a</b>
        </template>,
      ),
    ).toBe("<template><b>a</b></template>");
  });

  test("foreign ones keep the case of their names", () => {
    expect(
      html(
        <svg viewBox="0 0 1 1">
          <linearGradient gradientUnits="userSpaceOnUse" />
        </svg>,
      ),
    ).toBe('<svg viewBox="0 0 1 1"><linearGradient gradientUnits="userSpaceOnUse"></linearGradient></svg>');
    expect(
      html(
        <math>
          <mi>x</mi>
        </math>,
      ),
    ).toBe("<math><mi>x</mi></math>");
  });

  test("foreign ones have their attributes by the names a parser gives them", () => {
    expect(
      html(
        <svg>
          <g tabIndex={0} onClick={() => {}} />
        </svg>,
      ),
    ).toBe('<svg><g tabindex="0"></g></svg>');
  });

  test("a range's value is one of its steps", () => {
    expect(html(<input type="range" min={1} max={120} />)).toContain('value="61"');
    expect(html(<input type="range" step={0.1} value={0.27} />)).toContain('value="0.3"');
    expect(html(<input type="range" max={10} step={4} value={11} />)).toContain('value="8"');
    expect(html(<input type="range" step="any" value={0.27} />)).toContain('value="0.27"');
  });

  test("a name that would break out of its tag is refused", () => {
    for (const name of ["a b", "a>", "a/", "1a", 'a"'])
      expect(() => mount(createElement("p", null, createElement(name, null)))).toThrow("SES_TAG_NAME");
    for (const name of ["a b", "a>", "a/b", 'a"', "a=b", "a'b"])
      expect(() => mount(createElement("p", { [name]: "x" } as object))).toThrow("SES_ATTRIBUTE_NAME");
  });
});

describe("for a browser that stays", () => {
  test("each element has an address; with an id of the app's own it stands beside", () => {
    const { document } = mount(
      <p id="mine">
        <b>x</b>
      </p>,
    );
    expect(outerHtml(document.body as never, LIVE)).toBe('<body id=_1><p s-id=2 id="mine"><b id=_3>x</b></p></body>');
  });

  test("each element says what it listens to", () => {
    const { document } = mount(
      <button onClick={() => {}} onFocusCapture={() => {}}>
        x
      </button>,
    );
    expect(outerHtml(document.body as never, LIVE)).toBe(
      '<body id=_1><button id=_2 s-on="click focus,|">x</button></body>',
    );
    expect(outerHtml(document.body as never, INERT)).toBe("<body><button>x</button></body>");
  });
});

describe("what HTML has no words for follows as a patch", () => {
  test("a select that shows nothing", () => {
    const page = mount(
      <select value="nowhere">
        <option>a</option>
      </select>,
    );
    expect(page.load()).toContain("<select id=_2><option id=_3>a</option></select>");
    expect(page.patches()).toBe('<hx-partial hx-target="#_2" hx-swap="prop">{"selected":[]}</hx-partial>');
  });

  test("a box that is neither ticked nor not", () => {
    const page = mount(<input type="checkbox" indeterminate />);
    page.load();
    expect(page.patches()).toBe('<hx-partial hx-target="#_2" hx-swap="prop">{"indeterminate":true}</hx-partial>');
  });
});

test("a checked radio button unchecks the others of its group as a parser reads it", () => {
  const radio = (value: string) => <input key={value} type="radio" name="a" value={value} defaultChecked />;
  const page = mount(<form>{[radio("1"), radio("2")]}</form>);
  page.load();
  const checked = () =>
    [...page.body.$descendants()].flatMap((node) => (node instanceof InputElement ? [node.checked] : []));
  expect(checked()).toEqual([false, true]);
  page.show(<form>{[radio("0"), radio("1"), radio("2")]}</form>);
  page.patches();
  expect(checked()).toEqual([true, false, false]);
});
