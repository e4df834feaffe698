/** Who guesses at passwords gets slow answers, and nobody else does. */
import { createHash } from "node:crypto";
import { setMaxListeners } from "node:events";
import { basic, bearer, digest, digestHash } from "sessile";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type Attempt, Attempts } from "../../../runtime/http/authorize/attempts.ts";
import { WhoAmI } from "../../support/apps/whoami.tsx";
import { stage } from "../../support/stage.tsx";

const users = { ada: "engine 1843", grace: "cobol" };
const b64 = (name: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`,
});
const ADA = b64("ada", users.ada);
const apps = { "/": WhoAmI };
const sha = (text: string) => createHash("sha256").update(text).digest("hex");
afterEach(() => vi.useRealTimers());

describe("wrong ones are slowed", () => {
  const begin = (attempts: Attempts, address: string, name: string): Attempt => {
    const begun = attempts.begin(address, name);
    if (typeof begun === "number" || begun instanceof Promise) throw new Error("it is not looked at");
    return begun;
  };
  const fail = (attempts: Attempts, address: string, name: string, times: number) => {
    for (let i = 0; i < times; i++) begin(attempts, address, name).wrong();
  };

  test("by name and address: others at the address, and the same name elsewhere, notice nothing", async () => {
    let asked = 0;
    const verify = (name: string, password: string) => {
      asked++;
      return name === "ada" && password === users.ada;
    };
    const on = stage(apps, { authorize: basic({ verify }) });
    const from = async (address: string, headers: HeadersInit) =>
      on.runtime.fetch(new Request("http://localhost/", { headers }), { address });
    const statuses: number[] = [];
    for (let i = 0; i < 10; i++) statuses.push((await from("10.0.0.1", b64("ada", `guess ${i}`))).status);
    expect(statuses).toEqual([...Array(6).fill(401), ...Array(4).fill(429)]);
    expect(asked).toBe(6);
    const early = await from("10.0.0.1", ADA);
    expect([early.status, early.headers.get("retry-after")]).toEqual([429, "1"]);
    expect((await from("10.0.0.2", ADA)).status).toBe(200);
    expect((await from("10.0.0.1", b64("grace", "x"))).status).toBe(401);
    // Who is known already is not kept waiting by who guesses.
    expect((await from("10.0.0.1", ADA)).status).toBe(200);
  });

  test("a thousand guesses at once are no better than one after the other", async () => {
    let asked = 0;
    const on = stage(apps, {
      authorize: basic({
        verify: async () => {
          asked++;
          return null;
        },
      }),
    });
    const guess = (i: number) =>
      on.runtime.fetch(new Request("http://localhost/", { headers: b64("ada", `guess ${i}`) }), {
        address: "10.0.0.1",
      });
    const answers = await Promise.all(Array.from({ length: 1000 }, (_, i) => guess(i)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(6);
    expect(asked).toBe(6);
  });

  test("each costs twice the time of the one before, up to a minute; what is right makes it good", () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const attempts = new Attempts();
    fail(attempts, "10.0.0.1", "ada", 5);
    const waits: number[] = [];
    for (let i = 0; i < 9; i++) {
      fail(attempts, "10.0.0.1", "ada", 1);
      const wait = attempts.begin("10.0.0.1", "ada") as number;
      waits.push(Math.round(wait / 1000));
      vi.advanceTimersByTime(wait + 1);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    begin(attempts, "10.0.0.1", "ada").right();
    fail(attempts, "10.0.0.1", "ada", 6);
    expect(attempts.begin("10.0.0.1", "ada")).toBeTypeOf("number");
    vi.advanceTimersByTime(16 * 60_000);
    fail(attempts, "10.0.0.1", "ada", 5);
    expect(attempts.begin("10.0.0.1", "ada")).toBeTypeOf("object");
  });

  test("by address too: many names do not help, nor do the many addresses of one IPv6 network", () => {
    const attempts = new Attempts();
    for (let i = 0; i < 51; i++) fail(attempts, `2001:db8:1:2::${i.toString(16)}`, `name ${i}`, 1);
    expect(attempts.begin("2001:db8:1:2:ffff::1", "other")).toBeTypeOf("number");
    expect(attempts.begin("2001:db8:1:3::1", "other")).toBeTypeOf("object");
    expect(attempts.begin("::ffff:10.0.0.1", "other")).toBeTypeOf("object");
    expect(attempts.begin("::1", "other")).toBeTypeOf("object");
  });

  test("in bounded memory", () => {
    const attempts = new Attempts();
    for (let i = 0; i < 50_000; i++) attempts.begin("", `name ${i}`);
    expect(attempts.size).toBeLessThanOrEqual(20_000);
    for (let i = 0; i < 500; i++) begin(attempts, `10.0.1.${i}`, "ada").right();
    expect(attempts.size).toBeLessThanOrEqual(20_000);
  });

  test("a server that nobody guesses at remembers nobody", () => {
    const attempts = new Attempts();
    for (let i = 0; i < 10; i++) begin(attempts, `10.0.0.${i}`, "ada").right();
    expect(attempts.size).toBe(0);
  });
});

describe("tries at the same time", () => {
  /** Answers each when it is told to, and tells how many were asked at once. */
  const desk = () => {
    const waiting: ((answer: boolean) => void)[] = [];
    return {
      most: 0,
      asked: 0,
      ask(): Promise<boolean> {
        this.asked++;
        this.most = Math.max(this.most, waiting.length + 1);
        return new Promise((resolve) => waiting.push(resolve));
      },
      /** Goes on until nobody asks any more. */
      async answer(right: boolean): Promise<void> {
        for (let idle = 0; idle < 3; ) {
          const next = waiting.shift();
          idle = next ? 0 : idle + 1;
          next?.(right);
          await new Promise(setImmediate);
        }
      },
    };
  };
  const tally = (statuses: readonly number[]) =>
    Object.fromEntries([...new Set(statuses)].map((each) => [each, statuses.filter((s) => s === each).length]));

  const proof = (challenge: string, count: number): string => {
    const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1] ?? "";
    const nc = count.toString(16).padStart(8, "0");
    const response = sha(`${digestHash("ada", "Depot", users.ada)}:${nonce}:${nc}:c:auth:${sha("GET:/")}`);
    return `Digest username="ada", realm="Depot", nonce="${nonce}", uri="/", algorithm=SHA-256, qop=auth, nc=${nc}, cnonce="c", response="${response}"`;
  };

  test.each(["Basic", "Digest", "Bearer"])(
    "twenty right ones by %s are all let in, whatever they wait for",
    async (name) => {
      const at = desk();
      const schemes = {
        Basic: basic({ rememberMs: 0, verify: () => at.ask() }),
        Bearer: bearer({ verify: () => at.ask() }),
        Digest: digest({
          realm: "Depot",
          lookup: async () => ((await at.ask()) ? digestHash("ada", "Depot", users.ada) : null),
        }),
      };
      const on = stage(apps, { authorize: schemes[name as keyof typeof schemes] });
      const challenge =
        (await on.runtime.fetch(new Request("http://localhost/"))).headers.get("www-authenticate") ?? "";
      const credentials = (i: number) =>
        name === "Basic" ? ADA.authorization : name === "Bearer" ? "Bearer good" : proof(challenge, i + 1);
      const answers = Promise.all(
        Array.from({ length: 20 }, async (_, i) => {
          const request = new Request("http://localhost/", { headers: { authorization: credentials(i) } });
          return (await on.runtime.fetch(request, { address: "10.0.0.1" })).status;
        }),
      );
      await at.answer(true);
      expect(tally(await answers)).toEqual({ 200: 20 });
      expect(at.most).toBeLessThanOrEqual(6);
    },
  );

  test("a hundred wrong tokens at once: fifty-one are looked at, the others told to come later", async () => {
    const at = desk();
    const on = stage(apps, { authorize: bearer({ verify: () => at.ask() }) });
    const answers = Promise.all(
      Array.from({ length: 100 }, async (_, i) => {
        const request = new Request("http://localhost/", { headers: { authorization: `Bearer guess${i}` } });
        return (await on.runtime.fetch(request, { address: "10.0.0.1" })).status;
      }),
    );
    await at.answer(false);
    expect(tally(await answers)).toEqual({ 401: 51, 429: 49 });
    expect(at.asked).toBe(51);
  });

  test("a token that has expired slows itself, and nobody else at its address", async () => {
    const on = stage(apps, { authorize: bearer({ verify: (token) => token === "good" }) });
    const fetch = async (token: string) => {
      const request = new Request("http://localhost/", { headers: { authorization: `Bearer ${token}` } });
      return (await on.runtime.fetch(request, { address: "10.0.0.1" })).status;
    };
    for (let i = 0; i < 6; i++) expect(await fetch("expired")).toBe(401);
    for (let i = 0; i < 100; i++) expect(await fetch("expired")).toBe(429);
    expect(await fetch("good")).toBe(200);
  });

  test("an address has twice as many places to wait as a name of it, whatever names it gives", () => {
    const attempts = new Attempts();
    for (let i = 0; i < 60; i++) attempts.begin("10.0.0.1", `name${i}`);
    let waiting = 0;
    for (let i = 0; i < 5000; i++) if (attempts.begin("10.0.0.1", `other${i % 50}`) instanceof Promise) waiting++;
    expect(waiting).toBe(2000 - 9);
    expect(attempts.begin("10.0.0.2", "ada")).not.toBeTypeOf("number");
  });

  test("others have their own places: who guesses in parallel keeps nobody else waiting", async () => {
    const at = desk();
    const verify = (name: string) => (name === "ada" ? at.ask() : name === "grace");
    const on = stage(apps, { authorize: basic({ rememberMs: 0, verify }) });
    const fetch = (name: string, address: string) =>
      on.runtime.fetch(new Request("http://localhost/", { headers: b64(name, "x") }), { address });
    const guesses = Array.from({ length: 30 }, () => fetch("ada", "10.0.0.1"));
    expect((await fetch("grace", "10.0.0.1")).status).toBe(200);
    await at.answer(false);
    await Promise.all(guesses);
  });

  test("those who wait are bounded, too, and leave their place when nobody waits for them any more", async () => {
    const attempts = new Attempts();
    const begun = Array.from({ length: 6 }, () => attempts.begin("10.0.0.1", "ada"));
    expect(begun.every((each) => typeof each === "object" && !(each instanceof Promise))).toBe(true);
    const gone = new AbortController();
    setMaxListeners(0, gone.signal);
    const waiting = Array.from({ length: 1000 }, () => attempts.begin("10.0.0.1", "ada", gone));
    expect(waiting.every((each) => each instanceof Promise)).toBe(true);
    expect(attempts.begin("10.0.0.1", "ada")).toBe(1000);
    gone.abort();
    expect(new Set(await Promise.all(waiting))).toEqual(new Set([1000]));
    const next = attempts.begin("10.0.0.1", "ada");
    expect(next).toBeInstanceOf(Promise);
    (begun[0] as Attempt).right();
    expect(await next).toBeTypeOf("object");
  });

  test("whose check never ends keeps nobody waiting for ever", async () => {
    vi.useFakeTimers();
    const attempts = new Attempts();
    for (let i = 0; i < 6; i++) attempts.begin("10.0.0.1", "ada");
    const next = attempts.begin("10.0.0.1", "ada");
    vi.advanceTimersByTime(30_000);
    expect(await next).toBe(1000);
    vi.advanceTimersByTime(15 * 60_000);
    expect(attempts.begin("10.0.0.1", "ada")).not.toBeInstanceOf(Promise);
  });
});
