/** What a person calls things: roles, names from everywhere HTML and ARIA put them, labels, texts. */
import type { ComponentChildren } from "preact";
import { visit } from "sessile/testing";
import { describe, expect, test } from "vitest";
import "sessile/testing/vitest";

const at = (children: ComponentChildren) => visit(() => <main>{children}</main>);

describe("labels", () => {
  test.each<[string, ComponentChildren]>([
    [
      "around",
      <label key="a">
        Name <input />
      </label>,
    ],
    [
      "around, with a hint",
      <label key="b">
        <b>Na</b>me <input />
      </label>,
    ],
    [
      "for",
      [
        <label key="c" for="field">
          Name
        </label>,
        <input key="d" id="field" />,
      ],
    ],
    ["aria-label", <input key="e" aria-label="Name" />],
    [
      "aria-labelledby",
      [
        <p key="f" id="says">
          Name
        </p>,
        <input key="g" aria-labelledby="says" />,
      ],
    ],
    [
      "aria-labelledby, two",
      [
        <p key="h">
          <b id="one">Na</b>
          <b id="two">me</b>
        </p>,
        <input key="i" aria-labelledby="one two" />,
      ],
    ],
    ["title", <input key="j" title="Name" />],
    ["placeholder", <input key="k" placeholder="Name" />],
    [
      "around a text area",
      <label key="l">
        Name <textarea />
      </label>,
    ],
    [
      "around a select",
      <label key="m">
        Name{" "}
        <select>
          <option>Ada</option>
        </select>
      </label>,
    ],
  ])("%s", async (how, children) => {
    const page = await at(children);
    const found = page.getByLabel(how.endsWith("two") ? "Na me" : "Name");
    expect(found).toHaveCount(1);
    expect(found.element.tagName).toMatch(/^(input|textarea|select)$/);
  });

  test("a control's own label comes before a list that is called the same", async () => {
    const page = await at([
      <span key="a" id="flag">
        Flag
      </span>,
      <input key="b" role="combobox" aria-labelledby="flag" aria-expanded="true" />,
      <ul key="c" role="listbox" aria-labelledby="flag" />,
    ]);
    expect(page.getByLabel("Flag").role).toBe("combobox");
  });
});

describe("roles", () => {
  test.each<[string, string, ComponentChildren]>([
    [
      "button",
      "Save",
      <button key="a">
        <b>Sa</b>ve
      </button>,
    ],
    [
      "button",
      "Save",
      <button key="b" aria-label="Save">
        ✓
      </button>,
    ],
    ["button", "Save", <input key="c" type="submit" value="Save" />],
    [
      "link",
      "Home",
      <a key="d" href="/">
        Home
      </a>,
    ],
    ["img", "A boat", <img key="e" src="/a.png" alt="A boat" />],
    [
      "button",
      "A boat",
      <button key="f">
        <img src="/a.png" alt="A boat" />
      </button>,
    ],
    ["heading", "Title", <h4 key="g">Title</h4>],
    [
      "heading",
      "Title",
      <p key="h" role="heading" aria-level={2}>
        Title
      </p>,
    ],
    [
      "group",
      "Size",
      <fieldset key="i">
        <legend>Size</legend>
      </fieldset>,
    ],
    [
      "table",
      "Boats",
      <table key="j">
        <caption>Boats</caption>
        <tbody />
      </table>,
    ],
    [
      "columnheader",
      "Length",
      <table key="k">
        <thead>
          <tr>
            <th>Length</th>
          </tr>
        </thead>
      </table>,
    ],
    [
      "rowheader",
      "Ada",
      <table key="l">
        <tbody>
          <tr>
            <th scope="row">Ada</th>
          </tr>
        </tbody>
      </table>,
    ],
    [
      "checkbox",
      "Agree",
      <label key="m">
        <input type="checkbox" /> Agree
      </label>,
    ],
    [
      "radio",
      "Large",
      <label key="n">
        <input type="radio" /> Large
      </label>,
    ],
    [
      "switch",
      "Light",
      <button key="o" role="switch" aria-checked="false">
        Light
      </button>,
    ],
    ["slider", "Volume", <input key="p" type="range" aria-label="Volume" />],
    ["spinbutton", "Age", <input key="q" type="number" aria-label="Age" />],
    ["searchbox", "Find", <input key="r" type="search" aria-label="Find" />],
    ["combobox", "Town", <input key="s" list="towns" aria-label="Town" />],
    ["listbox", "Many", <select key="t" multiple aria-label="Many" />],
    [
      "option",
      "First",
      <select key="u">
        <option>First</option>
      </select>,
    ],
    ["region", "News", <section key="v" aria-label="News" />],
    ["navigation", "Pages", <nav key="w" aria-label="Pages" />],
    ["progressbar", "Loading", <progress key="x" aria-label="Loading" />],
    ["dialog", "Sure?", <dialog key="y" open aria-label="Sure?" />],
    [
      "img",
      "A graph",
      <svg key="z" role="img">
        <title>A graph</title>
      </svg>,
    ],
  ])("%s %s", async (role, name, children) => {
    const page = await at(children);
    expect(page.getByRole(role, { name })).toHaveCount(1);
    expect(page.getByRole(role, { name })).toHaveAccessibleName(name);
  });

  test("what has none", async () => {
    const page = await at([<section key="a">plain</section>, <a key="b">nowhere</a>, <span key="c">text</span>]);
    for (const role of ["region", "link", "generic"]) expect(page.getByRole(role)).toHaveCount(0);
  });

  test("by level, in any case, by expression", async () => {
    const page = await at([<h1 key="a">One</h1>, <h2 key="b">Two boats</h2>]);
    expect(page.getByRole("heading", { level: 2 })).toHaveText("Two boats");
    expect(page.getByRole("heading", { name: "BOAT", exact: false })).toHaveCount(1);
    expect(page.getByRole("heading", { name: "boat" })).toHaveCount(0);
    expect(page.getByRole("heading", { name: /^two/i })).toHaveCount(1);
  });

  test("what nobody is shown is not found", async () => {
    const page = await at([
      <button key="a" hidden>
        One
      </button>,
      <div key="b" style="display: none">
        <button>Two</button>
      </div>,
      <div key="c" aria-hidden="true">
        <button>Three</button>
      </div>,
      <dialog key="d">
        <button>Four</button>
      </dialog>,
      <details key="e">
        <summary>More</summary>
        <button>Five</button>
      </details>,
    ]);
    expect(page.getByRole("button")).toHaveText(["More"]);
    expect(page.getByRole("button", { hidden: true })).toHaveCount(6);
  });
});

test("texts: the innermost that reads so", async () => {
  const page = await at([
    <p key="a">
      Hello <b>world</b>
    </p>,
    <p key="b">Hello there</p>,
  ]);
  expect(page.getByText("world").element.tagName).toBe("b");
  expect(page.getByText("Hello world").element.tagName).toBe("p");
  expect(page.getByText("hello", { exact: false })).toHaveCount(2);
  expect(page.getByText(/there$/)).toHaveText("Hello there");
});

test("by attributes", async () => {
  const page = await at([
    <input key="a" placeholder="Search" />,
    <img key="b" alt="A boat" src="/a.png" />,
    <p key="c" title="Hint" data-testid="hint">
      ?
    </p>,
  ]);
  expect(page.getByPlaceholder("Search").role).toBe("textbox");
  expect(page.getByAltText(/boat/).role).toBe("img");
  expect(page.getByTitle("Hint")).toHaveText("?");
  expect(page.getByTestId("hint")).toHaveAttribute("title", "Hint");
  expect(page.getByTestId("hint")).not.toHaveAttribute("lang");
});

test("what one holds is looked for there alone, all the way", async () => {
  const page = await visit(() => (
    <ul>
      <li>
        a{" "}
        <b>
          <button>x</button>
        </b>
      </li>
      <li>b</li>
    </ul>
  ));
  const items = page.getByRole("listitem");
  const button = page.getByRole("button");
  expect(items.filter({ has: button }).count).toBe(1);
  expect(items.filter({ has: button.first() }).count).toBe(1);
  expect(items.filter({ has: button.nth(1) }).count).toBe(0);
  expect(items.filter({ has: page.getByRole("strong").getByRole("button") }).count).toBe(0);
  expect(items.filter({ has: page.getByRole("table").getByRole("button") }).count).toBe(0);
  expect(items.filter({ has: button.filter({ hasText: "x" }) }).text).toBe("a x");
});

test("one in another, one of several", async () => {
  const page = await at(
    <ul>
      {["Milk", "Bread", "Milk and honey"].map((name) => (
        <li key={name}>
          {name} <button>Delete</button>
        </li>
      ))}
    </ul>,
  );
  const items = page.getByRole("listitem");
  expect(items).toHaveCount(3);
  expect(items.count).toBe(3);
  expect(items.nth(1)).toContainText("Bread");
  expect(items.first()).toContainText("Milk");
  expect(items.last()).toContainText("honey");
  expect(items.all().map((item) => item.text)).toEqual(items.texts);
  expect(items.filter({ hasText: "Milk" })).toHaveCount(2);
  expect(items.filter({ hasText: /^Bread/ }).getByRole("button", { name: "Delete" })).toHaveCount(1);
  expect(items.filter({ has: page.getByText("Bread Delete") })).toHaveCount(0);
});

describe("what is not there", () => {
  const shop = () => at([<h1 key="a">Shop</h1>, <button key="b">Add</button>, <button key="c">Remove</button>]);

  test("is told with what there is of its kind", async () => {
    const page = await shop();
    await expect(page.getByRole("button", { name: "Delete" }).click()).rejects.toThrow(
      'SES_TEST_NOT_FOUND: there is no button "Delete"; expected one of button "Add" | button "Remove".',
    );
  });

  test("or with all roles", async () => {
    const page = await shop();
    await expect(page.getByRole("link", { name: "Home" }).click()).rejects.toThrow(
      'there is no link "Home"; expected one of main | heading "Shop" | button "Add" | button "Remove".',
    );
  });

  test("or with labels and texts", async () => {
    const page = await at(
      <label>
        Name <input />
      </label>,
    );
    await expect(page.getByLabel("Nam").fill("x")).rejects.toThrow('expected one of textbox "Name"');
    await expect(page.getByText("Nam").click()).rejects.toThrow('there is no text "Nam"; expected one of');
    expect(() => page.getByRole("status").text).toThrow("there is no status");
  });

  test("more than one is told too", async () => {
    const page = await shop();
    await expect(page.getByRole("button").click()).rejects.toThrow(
      'SES_TEST_AMBIGUOUS: expected one button, got 2: button "Add" | button "Remove".',
    );
  });
});
