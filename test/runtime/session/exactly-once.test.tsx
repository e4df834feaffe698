/** A resent POST, a retry after a lost answer, a second press: each event counts once, and the answer comes again. */
import { useState } from "preact/hooks";
import { expect, test } from "vitest";
import { Counter } from "../../support/apps/counter.tsx";
import { attr, type Copy, within } from "../../support/copy.ts";
import { byRole, textByRole } from "../../support/roles.ts";
import { stage } from "../../support/stage.tsx";
import { applyFrames, frames, pageField, Visitor, type Wire } from "../../support/visitor.ts";

const path = "/";

async function opened() {
  const on = stage({ "/": Counter });
  const visitor = new Visitor(on.runtime);
  const copy = await visitor.open(path);
  const click: Wire = ["click", copy.address(byRole(copy, "button", "Increment"))];
  return { on, visitor, copy, click };
}

test("the same POST twice is applied once and answered twice the same", async () => {
  const { visitor, copy, click } = await opened();
  const message = { p: copy.token, n: 1, v: 0, e: [click] };
  const first = await visitor.post(path, message);
  const again = await visitor.post(path, message);
  expect(again.html).toBe(first.html);
  applyFrames(copy, first.html);
  expect(textByRole(copy, "status")).toBe("Count: 1");
});

test("both copies of a POST at the same time", async () => {
  const { visitor, copy, click } = await opened();
  const message = { p: copy.token, n: 1, v: 0, e: [click, click] };
  const [one, other] = await Promise.all([visitor.post(path, message), visitor.post(path, message)]);
  expect(other.html).toBe(one.html);
  applyFrames(copy, one.html);
  expect(textByRole(copy, "status")).toBe("Count: 2");
});

test("a POST that repeats old events and brings new ones applies the new ones", async () => {
  const { visitor, copy, click } = await opened();
  await visitor.post(path, { p: copy.token, n: 1, v: 0, e: [click, click] });
  const answer = await visitor.post(path, { p: copy.token, n: 1, v: 0, e: [click, click, click] });
  expect(frames(answer.html).map(([version]) => version)).toEqual([1, 2]);
  applyFrames(copy, answer.html);
  expect(textByRole(copy, "status")).toBe("Count: 3");
});

test("events that were lost before this one do not hold it up", async () => {
  const { visitor, copy, click } = await opened();
  await visitor.act(path, copy, [click], 5);
  expect(textByRole(copy, "status")).toBe("Count: 1");
  await visitor.act(path, copy, [click, click], 3);
  expect(textByRole(copy, "status")).toBe("Count: 1");
});

test("an answer that was lost comes again with the next POST", async () => {
  const { visitor, copy, click } = await opened();
  await visitor.post(path, { p: copy.token, n: 1, v: 0, e: [click] });
  const answer = await visitor.post(path, { p: copy.token, n: 2, v: 0, e: [click] });
  applyFrames(copy, answer.html);
  expect(textByRole(copy, "status")).toBe("Count: 2");
});

test("one entry a POST, whatever number of events it brings", async () => {
  const { visitor, copy, click } = await opened();
  const answer = await visitor.post(path, { p: copy.token, n: 1, v: 0, e: Array(10).fill(click) });
  expect(frames(answer.html)).toHaveLength(1);
  applyFrames(copy, answer.html);
  expect(textByRole(copy, "status")).toBe("Count: 10");
});

test("two tabs of one page count their events apart", async () => {
  const { visitor, copy, click } = await opened();
  await visitor.act(path, copy, [click], 1);
  visitor.cookies.set("sessile-page", {
    value: copy.token.split(".")[0] as string,
    path,
    expires: Number.POSITIVE_INFINITY,
  });
  const reloaded = await visitor.open(path);
  expect(reloaded.token).not.toBe(copy.token);
  expect(textByRole(reloaded, "status")).toBe("Count: 1");
  await visitor.act(path, reloaded, [click], 1);
  expect(textByRole(reloaded, "status")).toBe("Count: 2");
});

// ── without script ────────────────────────────────────────────────────────────

function pressed(copy: Copy, name: string): [string, string][] {
  const button = byRole(copy, "button", name);
  return [
    ["_p", pageField(copy)],
    [attr(button, "name") ?? "", attr(button, "value") ?? ""],
  ];
}

test("a form posted twice is applied once, and both times redirected", async () => {
  const { visitor } = await opened();
  const copy = await visitor.open(path, { script: false });
  const fields = pressed(copy, "Increment");
  const answers = [await visitor.form(path, fields), await visitor.form(path, fields)];
  for (const { status, headers } of answers) expect([status, headers.get("location")]).toEqual([303, "/"]);
  expect(textByRole(await visitor.open(path, { script: false }), "status")).toBe("Count: 1");
});

test("going back and pressing again is an old press: the present state is shown", async () => {
  const { visitor } = await opened();
  const old = await visitor.open(path, { script: false });
  await visitor.form(path, pressed(old, "Increment"));
  const now = await visitor.open(path, { script: false });
  await visitor.form(path, pressed(now, "Increment"));
  await visitor.form(path, pressed(old, "Increment"));
  expect(textByRole(await visitor.open(path, { script: false }), "status")).toBe("Count: 2");
});

test("a press that comes again behind another one of the same document is not applied again", async () => {
  function Both() {
    const [count, setCount] = useState(0);
    return (
      <main>
        <p role="status">Count: {count}</p>
        <button type="button" onClick={() => setCount(count + 1)}>
          Increment
        </button>
        <button type="button" onClick={() => setCount(count + 10)}>
          Ten
        </button>
      </main>
    );
  }
  const visitor = new Visitor(stage({ "/": Both }).runtime);
  const copy = await visitor.open(path, { script: false });
  for (const name of ["Increment", "Ten", "Increment"]) await visitor.form(path, pressed(copy, name));
  expect(textByRole(await visitor.open(path, { script: false }), "status")).toBe("Count: 11");
});

test("a press in a document from long ago is an old one too: its page is not given up", async () => {
  const { on, visitor } = await opened();
  let copy = await visitor.open(path, { script: false });
  const old = pressed(copy, "Increment");
  for (let i = 0; i < 40; i++) {
    await visitor.form(path, pressed(copy, "Increment"));
    copy = await visitor.open(path, { script: false });
  }
  const pages = on.runtime.pages;
  await visitor.form(path, old);
  expect(textByRole(await visitor.open(path, { script: false }), "status")).toBe("Count: 40");
  expect(on.runtime.pages).toBe(pages);
});

test("a slow handler is not run again by a second press", async () => {
  let payments = 0;
  let done = () => {};
  function Shop() {
    const [paid, setPaid] = useState(false);
    const pay = async () => {
      payments++;
      await new Promise<void>((resolve) => {
        done = resolve;
      });
      setPaid(true);
    };
    return (
      <main>
        <p role="status">{paid ? "Paid" : "Due"}</p>
        <button onClick={pay}>Pay</button>
      </main>
    );
  }
  const visitor = new Visitor(stage({ "/": Shop }).runtime);
  const copy = await visitor.open(path, { script: false });
  const answers = [visitor.form(path, pressed(copy, "Pay")), visitor.form(path, pressed(copy, "Pay"))];
  await new Promise((resolve) => setTimeout(resolve, 10));
  done();
  for (const { status } of await Promise.all(answers)) expect(status).toBe(303);
  expect(payments).toBe(1);
  const after = await visitor.open(path, { script: false });
  expect(textByRole(after, "status")).toBe("Paid");
  expect([...within(after.document)].some((e) => attr(e, "http-equiv") === "refresh")).toBe(false);
});
