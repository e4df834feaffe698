/** Who guesses at passwords gets slow answers, and nobody else does. */
import { basic } from "sessile";
import { afterEach, describe, expect, test, vi } from "vitest";
import { Attempts } from "../../../runtime/http/authorize/attempts.ts";
import { WhoAmI } from "../../support/apps/whoami.tsx";
import { stage } from "../../support/stage.tsx";

const users = { ada: "engine 1843", grace: "cobol" };
const b64 = (name: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`,
});
const ADA = b64("ada", users.ada);
const apps = { "/": WhoAmI };
afterEach(() => vi.useRealTimers());

describe("wrong ones are slowed", () => {
  const fail = (attempts: Attempts, address: string, name: string, times: number) => {
    for (let i = 0; i < times; i++) attempts.begin(address, name);
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
      expect(attempts.begin("10.0.0.1", "ada")).toBeTypeOf("object");
      const wait = attempts.begin("10.0.0.1", "ada") as number;
      waits.push(Math.round(wait / 1000));
      vi.advanceTimersByTime(wait + 1);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    const right = attempts.begin("10.0.0.1", "ada");
    if (typeof right === "object") right.right();
    for (let i = 0; i < 6; i++) expect(attempts.begin("10.0.0.1", "ada")).toBeTypeOf("object");
    expect(attempts.begin("10.0.0.1", "ada")).toBeTypeOf("number");
    vi.advanceTimersByTime(16 * 60_000);
    expect(attempts.begin("10.0.0.1", "ada")).toBeTypeOf("object");
  });

  test("by address too: many names do not help, nor do the many addresses of one IPv6 network", () => {
    const attempts = new Attempts();
    for (let i = 0; i < 51; i++)
      expect(attempts.begin(`2001:db8:1:2::${i.toString(16)}`, `name ${i}`)).toBeTypeOf("object");
    expect(attempts.begin("2001:db8:1:2:ffff::1", "other")).toBeTypeOf("number");
    expect(attempts.begin("2001:db8:1:3::1", "other")).toBeTypeOf("object");
    expect(attempts.begin("::ffff:10.0.0.1", "other")).toBeTypeOf("object");
    expect(attempts.begin("::1", "other")).toBeTypeOf("object");
  });

  test("in bounded memory", () => {
    const attempts = new Attempts();
    for (let i = 0; i < 50_000; i++) attempts.begin("", `name ${i}`);
    expect(attempts.size).toBeLessThanOrEqual(20_000);
  });
});
