/** Patches of contents, each as it travels: texts, attributes, properties, ids, commands. */
import { createRef } from "preact";
import { describe, expect, test } from "vitest";
import { brief, change, THEN } from "../../support/patches.ts";
import { mountLive } from "../../support/server-dom.ts";

const noop = (): void => {};

test("a patch is a partial for htmx", () => {
  expect(mountLive(<p>a</p>).update(<p>b</p>)).toEqual(['<hx-partial hx-target="#_2" hx-swap="text">b</hx-partial>']);
});

test("nothing travels for a state that is equal", () => {
  const tree = () => (
    <p class="a" style={{ color: "red" }} onClick={noop}>
      text <b>bold</b> <input value="x" />
    </p>
  );
  expect(change(tree(), tree())).toEqual([""]);
});

describe("text", () => {
  test("at an element's start", () => {
    expect(change(<p>a</p>, <p>{"b <&> \0\r"}</p>)).toEqual(["#_2 text b &lt;&amp;> \ufffd&#13;"]);
  });

  test("behind an element", () => {
    expect(
      change(
        <p>
          <b />a
        </p>,
        <p>
          <b />b
        </p>,
      ),
    ).toEqual(["#_3 text-after b"]);
  });

  test("of neighbours is one, for it is one in a browser", () => {
    expect(change(<p>{["a", "b", "c"]}</p>, <p>{["a", "x", "c"]}</p>)).toEqual(["#_2 text axc"]);
    expect(
      change(
        <p>
          {["a", "b"]}
          <i />
          {["c", "d"]}
        </p>,
        <p>
          {["a"]}
          <i />
          {["c", "", "e"]}
        </p>,
      ),
    ).toEqual(["#_2 text a", "#_3 text-after ce"]);
  });

  test("that goes leaves nothing", () => {
    expect(
      change(
        <p>
          {"a"}
          <b />
        </p>,
        <p>
          {""}
          <b />
        </p>,
      ),
    ).toEqual(["#_2 text"]);
  });

  test("in a textarea is its value", () => {
    expect(change(<textarea>a</textarea>, <textarea>b</textarea>)).toEqual(['#_2 prop {"value":"b"}']);
  });
});

describe("attributes", () => {
  test("of one element travel together; null takes one away", () => {
    expect(change(<p class="a" title="t" />, <p class="b" lang="de" />)).toEqual([
      '#_2 attr {"title":"","class":"b","lang":"de"}',
    ]);
    expect(change(<p aria-label="a" />, <p />)).toEqual(['#_2 attr {"aria-label":null}']);
  });

  test("that change and change back within a turn do not travel twice", () => {
    const page = mountLive(<p data-a="1" />);
    page.show(<p data-a="2" />);
    page.show(<p data-a="3" />);
    expect(brief([page.patches()])).toEqual(['#_2 attr {"data-a":"3"}']);
  });

  test("style is one attribute", () => {
    expect(change(<p style={{ color: "red", top: 1 }} />, <p style={{ color: "blue", top: 1 }} />)).toEqual([
      '#_2 attr {"style":"color:blue;top:1px;"}',
    ]);
    expect(change(<p style="color:red" />, <p />)).toEqual(['#_2 attr {"style":null}']);
  });

  test("what an element listens to is one", () => {
    expect(change(<b />, <b onClick={noop} />)).toContain('#_2 attr {"s-on":"click"}');
    expect(change(<b onClick={noop} />, <b />)).toEqual(['#_2 attr {"s-on":null}']);
    // Another handler for the same event changes nothing in the browser.
    expect(change(<b onClick={() => 1} />, <b onClick={() => 2} />)).toEqual([""]);
  });

  test("an event nobody listened to before is told to the document", () => {
    expect(change(<b onClick={noop} />, <b onFocus={noop} />)).toContain('#_0 attr {"s-types":"click focus"}');
  });
});

describe("live properties", () => {
  test("of controls: the app's value, whatever the user has made of it", () => {
    expect(change(<input value="a" />, <input value="b" />)).toEqual(['#_2 prop {"value":"b"}']);
    expect(change(<input type="checkbox" checked />, <input type="checkbox" checked={false} />)).toEqual([
      '#_2 prop {"checked":false}',
    ]);
    expect(change(<input type="checkbox" />, <input type="checkbox" indeterminate />)).toEqual([
      '#_2 prop {"indeterminate":true}',
    ]);
  });

  test("of a select: the indexes of its selected options", () => {
    const select = (value: string) => (
      <select value={value}>
        <option>a</option>
        <option>b</option>
      </select>
    );
    expect(change(select("a"), select("b"))).toEqual(['#_2 prop {"selected":[1]}']);
    expect(change(select("a"), select("nowhere"))).toEqual(['#_2 prop {"selected":[]}']);
  });

  test("follow an attribute that would change what the control shows, or would not", () => {
    expect(change(<input value="a" />, <input defaultValue="b" />)).toEqual([
      '#_2 attr {"value":"b"}',
      '#_2 prop {"value":"a"}',
    ]);
    expect(change(<input type="checkbox" checked />, <input type="checkbox" defaultChecked={false} checked />)).toEqual(
      [""],
    );
    expect(change(<input type="checkbox" checked />, <input type="checkbox" defaultChecked />)).toEqual([
      '#_2 attr {"checked":""}',
      '#_2 prop {"checked":true}',
    ]);
    expect(change(<input type="range" value={5} />, <input type="range" value={5} max={3} />)).toEqual([
      '#_2 attr {"max":"3"}',
      '#_2 prop {"value":"3"}',
    ]);
  });

  test("are told with the last change of the user's that the server has seen", () => {
    const page = mountLive(<input value="a" />);
    const input = page.find("input") as unknown as { value: string; $revision: readonly [string, number] };
    input.$revision = ["1", 7];
    input.value = "b";
    expect(brief([page.patches()])).toEqual(['#_2 prop {"value":"b","r":["1",7]}']);
  });

  test("of a password travel, though its source never shows them", () => {
    expect(change(<input type="password" value="a" />, <input type="password" value="b" />)).toEqual([
      '#_2 prop {"value":"b"}',
    ]);
  });
});

describe("ids of the app's own", () => {
  test("address the element by an attribute from the next turn on", () => {
    const page = mountLive(<p>a</p>);
    expect(brief(page.update(<p id="mine">b</p>))).toEqual(["#_2 text b", '#_2 attr {"s-id":"2","id":"mine"}']);
    expect(brief(page.update(<p id="mine">c</p>))).toEqual(["[s-id='2'] text c"]);
  });

  test("in the turn in which it appears, a control is still found", () => {
    expect(change(<input value="a" />, <input id="mine" value="b" />)).toEqual([
      '#_2 attr {"s-id":"2","id":"mine"}',
      '#_2 prop {"value":"b"}',
    ]);
  });

  test("that change or go leave the address as it is", () => {
    expect(change(<p id="one" />, <p id="two" />)).toEqual(['[s-id=\'2\'] attr {"id":"two"}']);
    expect(change(<p id="one" />, <p />)).toEqual(['[s-id=\'2\'] attr {"id":""}']);
  });

  test("of the runtime's form are refused", () => {
    expect(() => mountLive(<p id="_7" />)).toThrow("SES_ID_RESERVED");
  });
});

describe("commands", () => {
  test("travel last, with what they were called with", () => {
    const ref = createRef<HTMLInputElement>();
    const page = mountLive(<input ref={ref} />);
    page.show(<input ref={ref} value="abc" />);
    ref.current?.focus();
    ref.current?.setSelectionRange(1, 2);
    ref.current?.scrollIntoView({ block: "center" });
    expect(brief(page.patches().split(/(?<=<\/hx-partial>)/))).toEqual([
      '#_2 prop {"value":"abc"}',
      '#_2 call ["focus"]',
      '#_2 call ["setSelectionRange",1,2]',
      '#_2 call ["scrollIntoView",{"block":"center"}]',
    ]);
  });

  test("to an element of this turn come when it is there", () => {
    const ref = createRef<HTMLInputElement>();
    const page = mountLive(<p />);
    page.show(
      <p>
        <input ref={ref} />
      </p>,
    );
    ref.current?.focus();
    expect(brief(page.patches().split(/(?<=<\/hx-partial>)|(?<=<hx-then>)/))).toEqual([
      "#_2 innerHTML <input id=_3>",
      THEN,
      '#_3 call ["focus"]',
    ]);
  });

  test("to an element that has gone again do not travel", () => {
    const ref = createRef<HTMLInputElement>();
    const page = mountLive(
      <p>
        <input ref={ref} />
        <b />
      </p>,
    );
    const input = ref.current;
    page.show(
      <p>
        <b />
      </p>,
    );
    input?.focus();
    expect(page.patches()).toBe('<hx-partial hx-target="#_3" hx-swap="delete"></hx-partial>');
  });
});
