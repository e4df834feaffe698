/** Who has to show who they are: D9, by Basic, Digest, Bearer and schemes of one's own. */
import { createHash } from "node:crypto";
import { basic, digest, digestHash, type Scheme } from "sessile";
import { afterEach, describe, expect, test, vi } from "vitest";
import { Nonces } from "../../../runtime/http/authorize/nonces.ts";
import { WhoAmI } from "../../support/apps/whoami.tsx";
import type { Copy } from "../../support/copy.ts";
import { byRole, textByRole } from "../../support/roles.ts";
import { stage } from "../../support/stage.tsx";
import { Visitor } from "../../support/visitor.ts";

const users = { ada: "engine 1843", "jürgen: no": "x", grace: "cobol" };
const b64 = (name: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`,
});
const ADA = b64("ada", users.ada);
const said = async (visitor: Visitor, headers: HeadersInit = {}, path = "/") =>
  textByRole(await visitor.open(path, { headers }), "status");
const apps = { "/": WhoAmI, "/admin/": WhoAmI };
const sha = (text: string) => createHash("sha256").update(text).digest("hex");
afterEach(() => vi.useRealTimers());

test("D9: who is known in one place is nobody in another that has users of its own", async () => {
  const authorize = { "/": basic({ users }), "/admin/": basic({ users: { root: "x" } }) };
  const visitor = new Visitor(stage(apps, { authorize }).runtime);
  expect((await visitor.visit("/admin/", { headers: ADA })).status).toBe(401);
  expect((await visitor.visit("/", { headers: ADA })).status).toBe(200);
  expect((await visitor.visit("/admin/", { headers: ADA })).status).toBe(401);
});

describe("D9: Basic", () => {
  const options = { authorize: basic({ realm: `The "Depot"`, users }) };

  test("401 with a challenge; the credentials are readable on retry, and their person is the session's user", async () => {
    const on = stage(apps, options);
    const visitor = new Visitor(on.runtime);
    const refused = await visitor.visit("/");
    expect([refused.status, refused.headers.get("www-authenticate")]).toEqual([
      401,
      `Basic realm="The \\"Depot\\"", charset="UTF-8"`,
    ]);
    expect(on.runtime.sessions).toBe(0);
    expect(await said(visitor, ADA)).toBe("ada by Basic as ada, 0");
  });

  test("each request needs them: the cookie alone opens nothing, whatever is asked for", async () => {
    const on = stage(apps, options);
    const visitor = new Visitor(on.runtime);
    const copy = await visitor.open("/", { headers: ADA });
    const event = { p: copy.token, n: 1, v: 0, e: [["click", copy.address(byRole(copy, "button", "Press"))]] };
    expect((await visitor.post("/", event)).status).toBe(401);
    expect((await visitor.visit("/", { headers: { "sessile-page": copy.token } })).status).toBe(401);
    expect((await visitor.form("/", [["_p", copy.token]])).status).toBe(401);
    expect((await visitor.visit("/nowhere")).status).toBe(401);
    expect((await visitor.post("/", event, ADA)).status).toBe(200);
    expect(on.documents[0]?.documentElement.textContent).toContain("as ada, 1");
  });

  test.each([
    ["a wrong password", b64("ada", "engine 1844")],
    ["nobody's name", b64("eve", "")],
    ["a name every object has", b64("constructor", "x")],
    ["no colon", { authorization: `Basic ${btoa("ada")}` }],
    ["no base64", { authorization: "Basic a b" }],
    ["no UTF-8", { authorization: `Basic ${Buffer.from([0xff, 0x3a, 0x78]).toString("base64")}` }],
    ["a control character", b64("ada", `${users.ada}\0`)],
    ["another scheme", { authorization: `Bearer ${btoa(`ada:${users.ada}`)}` }],
    ["nothing", { authorization: "" }],
    ["half a header", { authorization: "Basic" }],
  ])("%s opens nothing", async (_, headers) => {
    const on = stage(apps, options);
    expect((await new Visitor(on.runtime).visit("/", { headers })).status).toBe(401);
    expect(on.runtime.sessions).toBe(0);
  });

  test("a colon may stand in the password, any letter in the name; the scheme's name is of any case", async () => {
    const on = stage(apps, {
      authorize: basic({ verify: (name, password) => name === "jürgen" && password === ": é:" }),
    });
    const { authorization } = b64("jürgen", ": é:");
    expect(await said(new Visitor(on.runtime), { authorization: authorization.replace("Basic", "bAsIc") })).toBe(
      "jürgen by Basic as jürgen, 0",
    );
  });

  test("a check that takes its time is made once for all that comes meanwhile, and for a while after", async () => {
    let asked = 0;
    let answer!: (user: unknown) => void;
    const answered = new Promise((resolve) => {
      answer = resolve;
    });
    const verify = () => {
      asked++;
      return answered;
    };
    const on = stage(apps, { authorize: basic({ verify }) });
    const all = Promise.all(Array.from({ length: 20 }, () => new Visitor(on.runtime).visit("/", { headers: ADA })));
    answer({ id: 7 });
    expect((await all).map(({ status }) => status)).toEqual(Array(20).fill(200));
    await new Visitor(on.runtime).visit("/", { headers: ADA });
    expect(asked).toBe(1);
  });

  test("a check that fails is a 500 and no more", async () => {
    const on = stage(apps, {
      authorize: basic({
        verify: () => {
          throw new Error("the directory is away");
        },
      }),
    });
    expect((await new Visitor(on.runtime).visit("/", { headers: ADA })).status).toBe(500);
    expect(JSON.stringify(on.lines)).not.toContain("engine");
  });

  test("no secret is in the log, nor in what is answered", async () => {
    const on = stage(apps, options);
    const wrong = b64("ada", "guess-4711");
    const { html } = await new Visitor(on.runtime).visit("/", { headers: wrong });
    await new Visitor(on.runtime).visit("/", { headers: ADA });
    const seen = JSON.stringify(on.lines) + html;
    for (const secret of ["guess-4711", "engine", wrong.authorization.slice(6), ADA.authorization.slice(6)])
      expect(seen).not.toContain(secret);
  });
});

describe("the session", () => {
  const authorize = { "/admin/": basic({ users }) };

  test("asked for below a prefix alone; coming in there is a login: the id changes, and what was open is there still", async () => {
    const on = stage(apps, { authorize });
    const visitor = new Visitor(on.runtime);
    expect(await said(visitor)).toBe("null by nothing as nobody, 0");
    const before = visitor.cookies.get("sessile")?.value;
    expect((await visitor.visit("/admin/")).status).toBe(401);
    expect(visitor.cookies.get("sessile")?.value).toBe(before);
    expect(await said(visitor, ADA, "/admin/")).toBe("ada by Basic as ada, 0");
    expect(visitor.cookies.get("sessile")?.value).not.toBe(before);
    expect(on.runtime.sessions).toBe(1);
    // An id planted beforehand is worth nothing.
    const planted = new Visitor(on.runtime);
    expect((await planted.visit("/", { headers: { cookie: `sessile=${before}` } })).status).toBe(409);
    expect(await said(visitor)).toBe("ada by nothing as nobody, 0");
  });

  test("another person in the same browser gets a session of their own", async () => {
    const on = stage(apps, { authorize });
    const visitor = new Visitor(on.runtime);
    const copy: Copy = await visitor.open("/admin/", { headers: ADA });
    const id = visitor.cookies.get("sessile")?.value;
    const grace = b64("grace", users.grace);
    const event = { p: copy.token, n: 1, v: 0, e: [] };
    expect((await visitor.post("/admin/", event, grace)).status).toBe(410);
    expect(await said(visitor, grace, "/admin/")).toBe("grace by Basic as grace, 0");
    expect(visitor.cookies.get("sessile")?.value).not.toBe(id);
    expect(on.runtime.sessions).toBe(2);
    expect((await visitor.post("/admin/", event, { ...ADA, cookie: `sessile=${id}` })).status).toBe(200);
  });

  test("where sessions go by address another person ends the one before", async () => {
    const on = stage(apps, { authorize, mapper: { session: "ip" } });
    const get = async (headers: HeadersInit) => {
      const request = new Request("http://localhost/admin/", {
        headers: { "user-agent": "Mozilla/5.0 Firefox", ...headers },
      });
      const response = await on.runtime.fetch(request, { address: "10.0.0.1" });
      return [response.status, /(\w+)<!---->? by|(\w+) by/.exec(await response.text())?.[0]];
    };
    expect(await get(ADA)).toEqual([200, "ada by"]);
    expect(await get(b64("grace", users.grace))).toEqual([200, "grace by"]);
    expect(on.runtime.sessions).toBe(1);
  });

  test("ways to write a path do not lead round it", async () => {
    const on = stage(
      { "/": { component: WhoAmI, routes: true }, "/admin/": { component: WhoAmI, routes: true } },
      { authorize },
    );
    const visitor = new Visitor(on.runtime);
    for (const path of ["/admin", "/admin/", "/admin/x", "/%61dmin/", "/admin%2fx", "/x/..%2fadmin/", "/admin/?a=/"]) {
      expect([path, (await visitor.visit(path)).status]).toEqual([path, 401]);
    }
    expect((await visitor.visit("/administration")).status).toBe(200);
    const open = stage(apps, { authorize: { "/": basic({ users }), "/open/": null } });
    for (const path of ["/open/..%2fadmin/", "/open/%2e%2e/admin/", "/"])
      expect([path, (await new Visitor(open.runtime).visit(path)).status]).toEqual([path, 401]);
    expect((await new Visitor(open.runtime).visit("/open/")).status).toBe(404);
  });

  test("a scheme of one's own, and several to choose from", async () => {
    const ticket: Scheme = {
      name: "Ticket",
      challenge: () => `Ticket realm="depot"`,
      claims: () => "",
      check: (ticket) =>
        ticket === "t-1" ? { identity: { scheme: "Ticket", name: "one", user: "Number One" } } : "wrong",
    };
    const on = stage(apps, { authorize: [ticket, basic({ users })] });
    const visitor = new Visitor(on.runtime);
    expect((await visitor.visit("/")).headers.get("www-authenticate")).toBe(
      `Ticket realm="depot", Basic realm="Sessile", charset="UTF-8"`,
    );
    expect(await said(visitor, { authorization: "Ticket t-1" })).toBe("Number One by Ticket as one, 0");
    expect(await said(new Visitor(on.runtime), ADA)).toBe("ada by Basic as ada, 0");
  });

  test.each([
    [{ "admin/": basic({ users }) }],
    [{ "/admin": basic({ users }) }],
    [{ "/": {} as Scheme }],
    ["x" as never],
  ])("what is no scheme or prefix is said at once: %o", (authorize) => {
    expect(() => stage(apps, { authorize })).toThrow("SES_OPTION");
  });
});

describe("D9: Digest", () => {
  const realm = "Depot";

  interface Given {
    readonly name?: string;
    readonly password?: string;
    readonly uri?: string;
    readonly method?: string;
    readonly nc?: number;
    readonly [parameter: string]: unknown;
  }

  /** What a browser answers a challenge with. */
  function answer(challenge: string, given: Given = {}) {
    const { name = "ada", password = users.ada, uri = "/", method = "GET", nc = 1, ...more } = given;
    const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1] ?? "";
    const count = nc.toString(16).padStart(8, "0");
    const cnonce = "0a4f113b";
    const hash = digestHash(name, realm, password);
    const response = sha(`${hash}:${nonce}:${count}:${cnonce}:auth:${sha(`${method}:${uri}`)}`);
    const parameters = {
      username: name,
      realm,
      nonce,
      uri,
      response,
      qop: "auth",
      nc: count,
      cnonce,
      algorithm: "SHA-256",
      ...more,
    };
    const bare = /^(qop|nc|algorithm|userhash)$/;
    const list = Object.entries(parameters).map(([key, value]) =>
      bare.test(key) ? `${key}=${value}` : `${key}="${value}"`,
    );
    return { authorization: `Digest ${list.join(", ")}` };
  }

  async function asked(options: Partial<Parameters<typeof digest>[0]> = {}) {
    const on = stage(apps, { authorize: digest({ realm, users, ...options }) });
    const visitor = new Visitor(on.runtime);
    const { status, headers } = await visitor.visit("/");
    expect(status).toBe(401);
    return { on, visitor, challenge: headers.get("www-authenticate") ?? "" };
  }
  const status = async (visitor: Visitor, headers: HeadersInit, path = "/") =>
    (await visitor.visit(path, { headers })).status;

  test("RFC 7616, 3.9.1: the answer of its example is the right one", async () => {
    const scheme = digest({ realm: "http-auth@example.org", users: { Mufasa: "Circle of Life" } });
    const header = `username="Mufasa", realm="http-auth@example.org", uri="/dir/index.html", algorithm=SHA-256,
      nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", nc=00000001, cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
      qop=auth, response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
      opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`;
    const request = {
      method: "GET",
      path: "/dir/index.html",
      search: "",
      address: "",
      secure: false,
      header: () => undefined,
    };
    // Right, but for a nonce that is not ours.
    expect(await scheme.check(header, request)).toBe("stale");
    expect(await scheme.check(header.replace("753927", "753928"), request)).toBe("wrong");
    expect(await scheme.check(header, { ...request, method: "POST" })).toBe("wrong");
  });

  test("the challenge, the answer, and whose it is", async () => {
    const { visitor, challenge } = await asked();
    expect(challenge).toMatch(
      /^Digest realm="Depot", qop="auth", algorithm=SHA-256, nonce="[\w-]{48}", charset=UTF-8$/,
    );
    expect(await said(visitor, answer(challenge))).toBe("ada by Digest as ada, 0");
  });

  test("a request counts once; those that overtake each other all count", async () => {
    const { visitor, challenge } = await asked();
    for (const nc of [1, 4, 2, 3, 70, 20])
      expect([nc, await status(visitor, answer(challenge, { nc }))]).toEqual([nc, 200]);
    for (const nc of [1, 2, 4, 70, 20, 5]) {
      const again = await visitor.visit("/", { headers: answer(challenge, { nc }) });
      expect([nc, again.status, again.headers.get("www-authenticate")]).toEqual([
        nc,
        401,
        expect.stringContaining("stale=true"),
      ]);
    }
    expect(await status(visitor, answer(challenge, { nc: 71 }))).toBe(200);
  });

  test("a nonce ends: the browser is given the next, and asks nobody", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { visitor, challenge } = await asked({ nonceMs: 1000 });
    expect(await status(visitor, answer(challenge))).toBe(200);
    vi.setSystemTime(Date.now() + 1001);
    const { headers } = await visitor.visit("/", { headers: answer(challenge, { nc: 2 }) });
    const next = headers.get("www-authenticate") ?? "";
    expect(next).toContain("stale=true");
    expect(await status(visitor, answer(next))).toBe(200);
    // A wrong password is wrong first of all.
    const wrong = await visitor.visit("/", { headers: answer(challenge, { nc: 3, password: "x" }) });
    expect(wrong.headers.get("www-authenticate")).not.toContain("stale");
  });

  test.each<[string, Given]>([
    ["a wrong password", { password: "engine" }],
    ["nobody", { name: "eve" }],
    ["another address", { uri: "/admin/" }],
    ["another method", { method: "POST" }],
    ["another realm", { realm: "depot" }],
    ["no cnonce", { cnonce: "" }],
    ["another algorithm", { algorithm: "MD5" }],
    ["no qop", { qop: "" }],
    ["another qop", { qop: "auth-int" }],
    ["a count that is none", { nc: -1 }],
    ["no response", { response: "" }],
    ["a name's hash nobody asked for", { userhash: "true" }],
  ])("%s opens nothing", async (_, given) => {
    const { visitor, challenge } = await asked();
    expect(await status(visitor, answer(challenge, given))).toBe(401);
  });

  test("a parameter twice, or a header that is no list, opens nothing", async () => {
    const { visitor, challenge } = await asked();
    const { authorization } = answer(challenge);
    for (const odd of [
      `${authorization}, uri="/"`,
      `${authorization}, x`,
      "Digest",
      "Digest =",
      `Digest ${"a=1,".repeat(5000)}`,
    ])
      expect((await visitor.visit("/", { headers: { authorization: odd } })).status).toBe(401);
  });

  test("the query is part of the address", async () => {
    const { visitor, challenge } = await asked();
    expect(await status(visitor, answer(challenge, { uri: "/" }), "/?delete=all")).toBe(401);
    expect(await status(visitor, answer(challenge, { uri: "/?a=b" }), "/?a=b")).toBe(200);
  });

  test("hashes in place of passwords, and who a person is, by a function; a name as UTF-8", async () => {
    const name = 'Jürgen "J" Öz';
    const lookup = async (given: string) =>
      given === name ? { hash: digestHash(name, realm, "pw"), user: { id: 7 } } : null;
    const { visitor, challenge } = await asked({ users: undefined, lookup } as never);
    const { authorization } = answer(challenge, { name, password: "pw" });
    const extended = authorization.replace(/username="[^,]*,/, `username*=UTF-8''${encodeURIComponent(name)},`);
    expect(await said(visitor, { authorization: extended })).toBe(`[object Object] by Digest as ${name}, 0`);
  });

  test("names travel as hashes where the server says so", async () => {
    const { visitor, challenge } = await asked({ userhash: true });
    expect(challenge).toContain("userhash=true");
    const hashed = answer(challenge, { username: sha(`ada:${realm}`), userhash: "true" });
    expect(await said(visitor, hashed)).toBe("ada by Digest as ada, 0");
    expect(await said(visitor, answer(challenge, { nc: 2 }))).toBe("ada by Digest as ada, 0");
    expect(() => digest({ userhash: true, lookup: () => null })).toThrow("SES_OPTION");
    expect(() => digest({})).toThrow("SES_OPTION");
    expect(() => basic({})).toThrow("SES_OPTION");
    expect(() => basic({ realm: "é", users })).toThrow("SES_OPTION");
  });

  test("nonces are counted in bounded memory: what is forgotten is good no longer", () => {
    const nonces = new Nonces(60_000, 10);
    const first = nonces.make();
    expect(nonces.count(first, 1)).toBe(true);
    for (let i = 0; i < 10; i++) expect(nonces.count(nonces.make(), 1)).toBe(true);
    expect(nonces.count(first, 2)).toBe(false);
    expect(nonces.count("x".repeat(48), 1)).toBe(false);
    const forged = Buffer.from(nonces.make(), "base64url");
    forged[3] = (forged[3] ?? 0) ^ 1;
    expect(nonces.madeAt(forged.toString("base64url"))).toBe(null);
  });
});
