/** Programs show who they are by a token. */
import { bearer } from "sessile";
import { describe, expect, test } from "vitest";
import { WhoAmI } from "../../support/apps/whoami.tsx";
import { textByRole } from "../../support/roles.ts";
import { stage } from "../../support/stage.tsx";
import { Visitor } from "../../support/visitor.ts";

const apps = { "/": WhoAmI };
const said = async (visitor: Visitor, headers: HeadersInit) =>
  textByRole(await visitor.open("/", { headers }), "status");

describe("D9: Bearer", () => {
  const on = () =>
    stage(apps, {
      authorize: bearer({ scope: ["depot"], verify: (token) => (token === "abc.DEF-~+/==" ? { sub: "ada" } : null) }),
    });

  test("a token in the header, and nowhere else", async () => {
    const { runtime } = on();
    const visitor = new Visitor(runtime);
    const none = await visitor.visit("/?access_token=abc.DEF-~+/==");
    expect([none.status, none.headers.get("www-authenticate")]).toEqual([401, `Bearer realm="Sessile", scope="depot"`]);
    expect(await said(visitor, { authorization: "Bearer abc.DEF-~+/==" })).toBe("[object Object] by Bearer as ada, 0");
  });

  test("a wrong one is an invalid token, what is none an invalid request", async () => {
    const visitor = new Visitor(on().runtime);
    const wrong = await visitor.visit("/", { headers: { authorization: "Bearer other" } });
    expect([wrong.status, wrong.headers.get("www-authenticate")]).toEqual([
      401,
      expect.stringContaining(`error="invalid_token"`),
    ]);
    const none = await visitor.visit("/", { headers: { authorization: `Bearer {"a"}` } });
    expect([none.status, none.headers.get("www-authenticate")]).toEqual([
      400,
      expect.stringContaining(`error="invalid_request"`),
    ]);
  });
});
