/** Whoever planted a session's id in somebody's browser has nothing of what happens after the login. */
import { expect, test } from "vitest";
import { Login } from "../support/apps/login.tsx";
import type { Copy } from "../support/copy.ts";
import { byRole, textByRole } from "../support/roles.ts";
import { stage } from "../support/stage.tsx";
import { frames, Visitor } from "../support/visitor.ts";

const status = (copy: Copy) => textByRole(copy, "status");
const press = (visitor: Visitor, copy: Copy, name: string, n = 1) =>
  visitor.post("/", { p: copy.token, n, v: copy.version, e: [["click", copy.address(byRole(copy, "button", name))]] });

/** Attacker and victim at one session, each with a page of their own. */
async function planted() {
  const on = stage({ "/": Login });
  const [attacker, victim] = [new Visitor(on.runtime), new Visitor(on.runtime)];
  const theirs = await attacker.open("/");
  const id = attacker.cookies.get("sessile")?.value ?? "";
  victim.cookies.set("sessile", { value: id, path: "/", expires: Number.POSITIVE_INFINITY });
  const mine = await victim.open("/");
  expect(on.runtime.sessions).toBe(1);
  return { on, attacker, victim, theirs, mine, id };
}

/** Everything the attacker may try with the id planted, and what would give the victim away. */
async function tryAll(attacker: Visitor, theirs: Copy): Promise<void> {
  const id = attacker.cookies.get("sessile")?.value;
  const answers = [
    await press(attacker, theirs, "Count"),
    await attacker.post("/", { p: theirs.token, n: 1, v: 0, e: [] }),
    await attacker.post("/", { p: theirs.token, n: 1, v: -1, e: [] }),
    await attacker.visit("/", { headers: { "sessile-page": theirs.token } }),
    await attacker.form("/", [["_p", `${theirs.token} 1`]]),
    await attacker.visit("/", { headers: { cookie: `sessile=${id}; sessile-page=${theirs.token.split(".")[0]}` } }),
    await attacker.visit("/"),
  ];
  for (const { status: code, html, headers } of answers) {
    expect([200, 303, 409, 410]).toContain(code);
    expect(html).not.toContain("Secrets");
    if (code === 409) expect(headers.getSetCookie()).toEqual([]);
  }
}

// Reason: an id the server never made would be as known after the login as before.
test("an id made up is not taken", async () => {
  const { runtime } = stage({ "/": Login });
  for (const value of ["A".repeat(21), "own:victim", "ip:victim", "..", "x".repeat(5000)]) {
    const victim = new Visitor(runtime);
    victim.cookies.set("sessile", { value, path: "/", expires: Number.POSITIVE_INFINITY });
    const copy = await victim.open("/");
    expect(victim.cookies.get("sessile")?.value).toMatch(/^[\w-]{21}$/);
    await press(victim, copy, "Log in");
    const attacker = new Visitor(runtime);
    attacker.cookies.set("sessile", { value, path: "/", expires: Number.POSITIVE_INFINITY });
    expect(status(await attacker.open("/"))).toBe("nobody, 0");
  }
});

// Reason: the attacker's own id, planted: at the login it must end to be the victim's.
test("a planted id is worth nothing from the login on", async () => {
  const { attacker, victim, theirs, mine, id } = await planted();
  await press(victim, mine, "Log in");
  expect(victim.cookies.get("sessile")?.value).not.toBe(id);
  await tryAll(attacker, theirs);
  await press(victim, mine, "Count", 2);
  await tryAll(attacker, theirs);
  expect(status(await victim.open("/"))).toBe("Secrets of Ada, 0");
});

// Reason: a password is checked asynchronously; between login() and the next request the attacker must not be quicker.
test("nor does the quicker one get the new id after an async login", async () => {
  const { attacker, victim, theirs, mine, id } = await planted();
  await press(victim, mine, "Log in slowly");
  await tryAll(attacker, theirs);
  expect(attacker.cookies.get("sessile")?.value).toBe(id);
  const sync = await victim.post("/", { p: mine.token, n: 2, v: 0, e: [] });
  expect([sync.status, sync.headers.getSetCookie().length]).toEqual([200, 1]);
  await tryAll(attacker, theirs);
});

// Reason: what was opened by the former id must not be shown what is pushed afterwards.
test.each(["Log in", "Log in slowly"])(
  "an open stream of the attacker's ends before anything is shown (%s)",
  async (name) => {
    const { attacker, victim, theirs, mine } = await planted();
    const stream = await attacker.fetch("/", { headers: { "sessile-page": theirs.token, "last-event-id": "0" } });
    const text = stream.text();
    await press(victim, mine, name);
    expect(frames(await text)).toEqual([]);
  },
);

// Reason: the same for an answer that is held open for a handler of the attacker's own.
test("so does an answer that was kept open", async () => {
  const { attacker, victim, theirs, mine } = await planted();
  const open = press(attacker, theirs, "Log in slowly");
  await press(victim, mine, "Log in");
  expect((await open).html).not.toContain("Secrets");
});

// Reason: a cookie that says who somebody is must not go to another browser at the same session.
test("cookies set by the victim's page go to the victim's browser", async () => {
  const { useSession } = await import("sessile/ui");
  function Remember() {
    const session = useSession();
    const remember = async () => {
      await Promise.resolve();
      session.setCookie("remember", "me", { sealed: true });
    };
    return (
      <button type="button" onClick={remember}>
        Remember
      </button>
    );
  }
  const on = stage({ "/": Remember }, { mapper: { session: () => "one for all" } });
  const [attacker, victim] = [new Visitor(on.runtime), new Visitor(on.runtime)];
  const [theirs, mine] = [await attacker.open("/"), await victim.open("/")];
  await press(victim, mine, "Remember");
  const ask = (visitor: Visitor, { token }: Copy) => visitor.post("/", { p: token, n: 2, v: 0, e: [] });
  expect((await ask(attacker, theirs)).headers.getSetCookie()).toEqual([]);
  expect((await ask(victim, mine)).headers.getSetCookie()).toHaveLength(1);
});

// Reason: the former id with the page of the victim's is what the attacker lacks; a guess must not do.
test("guessed page ids do not help", async () => {
  const { attacker, victim, theirs, mine } = await planted();
  await press(victim, mine, "Log in");
  const [page = ""] = mine.token.split(".");
  for (const guess of [
    "",
    ".",
    ".1",
    `${page.slice(0, -1)}.1`,
    page.slice(1),
    theirs.token,
    "__proto__.1",
    "constructor.1",
  ]) {
    expect((await attacker.post("/", { p: guess, n: 1, v: -1, e: [] })).status).toBe(409);
  }
});
