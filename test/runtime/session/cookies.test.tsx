/** Cookies of the app's: set by handlers, for events are plain HTTP; sealed ones only this server can read or make. */
import { useState } from "preact/hooks";
import type { Cipher } from "sessile";
import type { SessionHandle } from "sessile/ui";
import { useRequest, useSession } from "sessile/ui";
import { beforeEach, describe, expect, test } from "vitest";
import { attr, type Copy } from "../../support/copy.ts";
import { byRole, textByRole } from "../../support/roles.ts";
import { type Stage, type StageOptions, stage } from "../../support/stage.tsx";
import { frames, pageField, Visitor } from "../../support/visitor.ts";

/** What the button does; tests say. */
let act: (session: SessionHandle) => unknown = () => {};
/** Whether the app looks for sealed cookies. */
let sealed = false;

function App() {
  const session = useSession();
  const request = useRequest();
  const [presses, setPresses] = useState(0);
  const press = async (wait: boolean) => {
    setPresses(presses + 1);
    if (wait) await new Promise((resolve) => setTimeout(resolve, 5));
    await act(session);
  };
  return (
    <main>
      <p role="status">
        {["taste", "other"].map((name) => `${name}=${request.cookie(name, { sealed }) ?? "none"}`).join(" ")}
      </p>
      <p role="note">{presses}</p>
      <button type="button" onClick={() => void act(session)}>
        Now
      </button>
      <button type="button" onClick={() => press(true)}>
        Later
      </button>
    </main>
  );
}

beforeEach(() => {
  sealed = false;
});

async function opened(options: StageOptions = {}, on: Stage = stage({ "/": App }, options)) {
  const visitor = new Visitor(on.runtime);
  const copy = await visitor.open("/");
  const click = (name: string, n: number) =>
    visitor.act("/", copy, [["click", copy.address(byRole(copy, "button", name))]], n);
  return { on, visitor, copy, click };
}

const cookies = (headers: Headers) => headers.getSetCookie().filter((line) => !line.startsWith("sessile"));
const shown = async (visitor: Visitor) => textByRole(await visitor.open("/"), "status");

test("D8: a handler sets a plain cookie with the answer to its event; the next load reads it", async () => {
  const { visitor, click } = await opened();
  act = (session) => session.setCookie("taste", "salt & =;, vinegar é\r\n");
  const { headers } = await click("Now", 1);
  const value = "salt%20%26%20%3D%3B%2C%20vinegar%20%C3%A9%0D%0A";
  expect(cookies(headers)).toEqual([`taste=${value}; Path=/; SameSite=Lax; HttpOnly`]);
  expect(await shown(visitor)).toBe("taste=salt & =;, vinegar é other=none");
  act = () => {};
  expect(cookies((await click("Now", 2)).headers)).toEqual([]);
});

test("how a cookie is set is the app's to say", async () => {
  const { click } = await opened();
  act = (session) => {
    session.setCookie("taste", "a", { maxAge: 3600.4, path: "/app/", httpOnly: false, sameSite: "Strict" });
    session.setCookie("other", "b", { sameSite: "None", maxAge: 0 });
    session.setCookie("other", "c", { sameSite: "None", maxAge: 0 });
  };
  expect(cookies((await click("Now", 1)).headers)).toEqual([
    "taste=a; Path=/app/; SameSite=Strict; Max-Age=3600",
    "other=c; Path=/; SameSite=None; Max-Age=0; HttpOnly; Secure",
  ]);
});

test("without script the redirect brings it", async () => {
  const { visitor } = await opened();
  act = (session) => session.setCookie("taste", "salt");
  const copy = await visitor.open("/", { script: false });
  const form = (name: string) =>
    visitor.form("/", [
      ["_p", pageField(copy)],
      ["_e", attr(byRole(copy, "button", name), "value") ?? ""],
    ]);
  expect(cookies((await form("Now")).headers)).toEqual(["taste=salt; Path=/; SameSite=Lax; HttpOnly"]);
  act = (session) => session.setCookie("other", "late");
  const fresh = await visitor.open("/", { script: false });
  const answer = await visitor.form("/", [
    ["_p", pageField(fresh)],
    ["_e", attr(byRole(fresh, "button", "Later"), "value") ?? ""],
  ]);
  expect(cookies(answer.headers)).toEqual(["other=late; Path=/; SameSite=Lax; HttpOnly"]);
});

test("C10: an async handler's cookie: the answer has begun, so the browser is asked to make another request", async () => {
  const { visitor, copy, click } = await opened();
  act = (session) => session.setCookie("taste", "late");
  const { headers, html } = await click("Later", 1);
  expect(cookies(headers)).toEqual([]);
  const patches = frames(html).map(([, text]) => text);
  expect(patches.at(-1)).toContain(`<hx-partial hx-target="#_0" hx-swap="call">["sync"]</hx-partial>`);
  const sync = await visitor.post("/", { p: copy.token, n: 2, v: copy.version, e: [] });
  expect(cookies(sync.headers)).toEqual(["taste=late; Path=/; SameSite=Lax; HttpOnly"]);
  expect(await shown(visitor)).toBe("taste=late other=none");
});

test("D8: a sealed cookie says nothing to who holds it, and comes back as it was", async () => {
  sealed = true;
  const { visitor, click } = await opened();
  act = (session) => session.setCookie("taste", "secret salt", { sealed: true });
  await click("Now", 1);
  const value = visitor.cookies.get("taste")?.value ?? "";
  expect(value).toMatch(/^[\w-]{30,}$/);
  expect(Buffer.from(value, "base64url").toString("latin1")).not.toContain("salt");
  expect(await shown(visitor)).toBe("taste=secret salt other=none");
  await click("Now", 2);
  // No two seals are alike: nothing can be told from seeing them.
  expect(visitor.cookies.get("taste")?.value).not.toBe(value);
});

test("D8: a seal that was tampered with, cut, moved to another name or never made counts as absent", async () => {
  sealed = true;
  const { on, visitor, click } = await opened();
  act = (session) => session.setCookie("taste", "secret salt", { sealed: true });
  await click("Now", 1);
  const value = visitor.cookies.get("taste")?.value ?? "";
  const flipped = (at: number) => {
    const bytes = Buffer.from(value, "base64url");
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return bytes.toString("base64url");
  };
  const forged = [flipped(0), flipped(12), flipped(28), value.slice(0, -4), value.slice(0, 20), "", "secret%20salt"];
  const bytes = Buffer.from(value, "base64url").length;
  for (let at = 0; at < bytes; at++) forged.push(flipped(at));
  for (const taste of forged) {
    const headers = { cookie: `taste=${taste}` };
    expect(textByRole(await new Visitor(on.runtime).open("/", { headers }), "status")).toBe("taste=none other=none");
  }
  const moved = { cookie: `other=${value}; taste=x` };
  expect(textByRole(await new Visitor(on.runtime).open("/", { headers: moved }), "status")).toBe(
    "taste=none other=none",
  );
  expect(on.lines.filter(({ level }) => level === "error")).toEqual([]);
});

test("D8: secrets rotate: the newest seals, the older ones still open, one that is gone opens nothing", async () => {
  sealed = true;
  act = (session) => session.setCookie("taste", "salt", { sealed: true });
  const { visitor, click } = await opened({ secrets: ["old"] });
  await click("Now", 1);
  const headers = { cookie: `taste=${visitor.cookies.get("taste")?.value}` };
  const read = async (...secrets: string[]) => {
    const on = stage({ "/": App }, { secrets });
    return textByRole(await new Visitor(on.runtime).open("/", { headers }), "status");
  };
  expect(await read("new", "old")).toBe("taste=salt other=none");
  expect(await read("new")).toBe("taste=none other=none");
  // Without secrets each server has one of its own.
  expect(await read()).toBe("taste=none other=none");
  const rotated = await opened({ secrets: ["new", "old"] });
  await rotated.click("Now", 1);
  headers.cookie = `taste=${rotated.visitor.cookies.get("taste")?.value}`;
  expect(await read("new")).toBe("taste=salt other=none");
});

test("cookies that cannot be set are the handler's error, and nobody else's", async () => {
  const wrong: ((session: SessionHandle) => void)[] = [
    (s) => s.setCookie("", "x"),
    (s) => s.setCookie("a b", "x"),
    (s) => s.setCookie("a;b", "x"),
    (s) => s.setCookie("a=b", "x"),
    (s) => s.setCookie("a\r\nb", "x"),
    (s) => s.setCookie("é", "x"),
    (s) => s.setCookie("taste", "x", { path: "app/" }),
    (s) => s.setCookie("taste", "x", { path: "/a; Domain=evil.example" }),
    (s) => s.setCookie("taste", "x", { path: "/a\r\nSet-Cookie: b=c" }),
    (s) => s.setCookie("taste", "x", { path: "/€" }),
    (s) => s.setCookie("taste", "x", { sameSite: "Lax; Domain=evil.example" as "Lax" }),
    (s) => s.setCookie("taste", "x", { maxAge: Number.NaN }),
    (s) => s.setCookie("taste", "x".repeat(4096)),
    (s) => s.setCookie("taste", "é".repeat(700)),
    (s) => s.setCookie("taste", "x".repeat(3100), { sealed: true }),
    (s) => s.setCookie("sessile", "chosen-by-the-app-itself"),
    (s) => s.setCookie("__Host-sessile", "chosen-by-the-app-itself"),
    (s) => s.setCookie("sessile-page", "x"),
  ];
  for (const front of ["script", "later", "plain"]) {
    const { on, visitor, copy, click } = await opened();
    let n = 0;
    for (const each of wrong) {
      act = each;
      on.lines.length = 0;
      if (front === "plain") {
        const page: Copy = await visitor.open("/", { script: false });
        const { status } = await visitor.form("/", [
          ["_p", pageField(page)],
          ["_e", attr(byRole(page, "button", "Later"), "value") ?? ""],
        ]);
        expect(status).toBe(303);
      } else {
        expect((await click(front === "later" ? "Later" : "Now", ++n)).status).toBe(200);
      }
      const errors = on.lines.filter(({ level }) => level === "error");
      expect(errors.map(({ data }) => String(data.err))).toEqual([expect.stringContaining("SES_COOKIE")]);
      const next = await visitor.post("/", { p: copy.token, n: n + 1, v: 0, e: [] });
      expect([next.status, cookies(next.headers)]).toEqual([200, []]);
    }
  }
});

test("half a character is what a browser makes of it, and no reason to fail", async () => {
  const { visitor, click } = await opened();
  act = (session) => session.setCookie("taste", "a\ud800b😀");
  expect((await click("Now", 1)).status).toBe(200);
  expect(await shown(visitor)).toBe("taste=a\ufffdb😀 other=none");
});

test("a cookie of an answer that was lost comes with the answer that is sent again, and not with the next", async () => {
  const { click } = await opened();
  act = (session) => session.setCookie("taste", "salt");
  expect(cookies((await click("Now", 1)).headers)).toHaveLength(1);
  act = (session) => session.setCookie("other", "more");
  expect(cookies((await click("Now", 1)).headers)).toEqual([expect.stringMatching(/^taste=salt;/)]);
  expect(cookies((await click("Now", 2)).headers)).toEqual([expect.stringMatching(/^other=more;/)]);
  act = () => {};
  expect(cookies((await click("Now", 3)).headers)).toEqual([]);
});

test("without script too", async () => {
  const { visitor } = await opened();
  const copy = await visitor.open("/", { script: false });
  const event: [string, string] = ["_e", `click.${copy.address(byRole(copy, "button", "Now"))}`];
  const press = () => visitor.form("/", [["_p", pageField(copy)], event]);
  act = (session) => session.setCookie("taste", "salt");
  expect(cookies((await press()).headers)).toHaveLength(1);
  act = () => {};
  expect(cookies((await press()).headers)).toEqual([expect.stringMatching(/^taste=salt;/)]);
});

describe("D8: a cipher of the user's own", () => {
  /** Not one to keep secrets by: it turns the text around. */
  const turned: Cipher = {
    seal: (text, purpose) => [...`${purpose};é ${text}`].reverse().join(""),
    open(sealed, purpose) {
      const text = [...sealed].reverse().join("");
      if (!text.startsWith(`${purpose};é `)) throw new Error("not sealed by us");
      return text.slice(purpose.length + 3);
    },
  };

  test("seals and opens, whatever characters it makes", async () => {
    sealed = true;
    const { visitor, click } = await opened({ cipher: turned });
    act = (session) => session.setCookie("taste", "salt", { sealed: true });
    await click("Now", 1);
    expect(visitor.cookies.get("taste")?.value).toBe("tlas%20%C3%A9%3Betsat");
    expect(await shown(visitor)).toBe("taste=salt other=none");
    act = (session) => session.setCookie("other", "plain");
    await click("Now", 2);
    expect(visitor.cookies.get("other")?.value).toBe("plain");
  });

  test("what it refuses or throws at counts as absent", async () => {
    sealed = true;
    const { on } = await opened({ cipher: turned });
    for (const value of ["tlas%20%C3%A9%3Brehto", "junk", "%", "%00"]) {
      const headers = { cookie: `taste=${value}` };
      expect(textByRole(await new Visitor(on.runtime).open("/", { headers }), "status")).toBe("taste=none other=none");
    }
    expect(on.lines.filter(({ level }) => level === "error")).toEqual([]);
  });

  test.each<[string, Cipher["seal"]]>([
    ["throws", () => raise()],
    ["makes no text", () => 1 as unknown as string],
    ["makes too much of it", (text) => text.padEnd(4100, "x")],
  ])("one that %s is the handler's error, and sets nothing", async (_, seal) => {
    const { on, click } = await opened({ cipher: { ...turned, seal } });
    act = (session) => session.setCookie("taste", "secret salt", { sealed: true });
    expect(cookies((await click("Now", 1)).headers)).toEqual([]);
    const [error, ...others] = on.lines.filter(({ level }) => level === "error").map(({ data }) => String(data.err));
    expect([error, others]).toEqual([expect.stringContaining("SES_COOKIE"), []]);
    expect(error).not.toContain("salt");
  });
});

function raise(): never {
  throw new Error("the vault is away");
}
