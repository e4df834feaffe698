/** The command line: what it says, what it ends with. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { CLI, COUNTER, dir, run } from "../support/cli.ts";
import { byRole } from "../support/roles.ts";
import { root } from "../support/sources.ts";
import { Visitor } from "../support/visitor.ts";

const SLOW = `import { useState } from "preact/hooks";
export default function Slow() {
  const [text, setText] = useState("Not yet");
  const save = async () => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    console.log("saved to disk");
    setText("Saved");
  };
  return <main><p role="status">{text}</p><button onClick={save}>Save</button></main>;
}
`;

test("--version tells the package's", async () => {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  for (const flag of ["--version", "-v"])
    expect(await run([flag]).ended).toEqual({ code: 0, out: `${version}\n`, err: "" });
});

test.each([[[]], [["help"]], [["--help"]], [["-h"]]])("%j tells the commands", async (args) => {
  const { code, out } = await run(args).ended;
  expect([code, out]).toEqual([
    0,
    expect.stringMatching(/dev .*\n.*build .*\n.*start .*\n.*request .*\n.*new .*\n.*help/),
  ]);
});

test.each(["dev", "build", "start", "request", "new"])("%s --help and help %s tell its options", async (name) => {
  const [one, other] = await Promise.all([run([name, "--help"]).ended, run(["help", name]).ended]);
  expect(one).toEqual({ code: 0, out: expect.stringContaining(`Usage: sessile ${name}`), err: "" });
  expect(other.out).toBe(one.out);
});

describe("bad input is one line, and exit code 2", () => {
  test.each<[args: string[], says: RegExp]>([
    [["serve"], /no command "serve", expected one of dev, build, start, request, new, help/],
    [["start", "--prot", "1"], /Unknown option '--prot'. Its options are: --port/],
    [["start", "-p", "http"], /nothing built in dist/],
    [["start", "-p", "-1"], /Option '-p' argument is ambiguous. Its options are: --port/],
    [["build", "counter.tsx", "-o", "."], /a directory of its own/],
    [["build"], /which app\?/],
    [["build", "nothing.tsx"], /no file nothing.tsx/],
    [["build", "node_modules"], /node_modules holds no app, expected app.tsx/],
    [["build", "-c", "nothing.ts"], /no configuration nothing.ts/],
    [["dev"], /which app\?/],
    [["dev", "nothing.tsx"], /no file nothing.tsx/],
    [["dev", ".."], /holds no app/],
    [["dev", "counter.tsx", "-p", "x"], /expected a whole number from 0 to 65535/],
    [["dev", "counter.tsx", "-d", "here"], /SES_PROPERTY: domain is \["here"\], expected own, loopback, world/],
    [["request"], /which program\? Expected a file, a method and a path/],
    [["request", "nothing.tsx"], /no file nothing.tsx/],
    [["request", "counter.tsx", "G(T"], /the method is "G\(T", expected GET, POST/],
    [["request", "counter.tsx", "CONNECT", "/"], /the method is "CONNECT"/],
    [["request", "counter.tsx", "GET", "away"], /the path is "away", expected one that begins with/],
    [["request", "counter.tsx", "GET", "/", "-H", "Accept"], /the header is "Accept", expected one such as/],
    [["request", "counter.tsx", "GET", "/", "--data", "x"], /a GET has no body: say POST/],
    [["request", "counter.tsx", "POST", "/", "--data", "@nothing"], /nothing could not be read/],
    [["request", "counter.tsx", "--head"], /Unknown option '--head'. Its options are: --header, --data, --include/],
    [["new"], /which directory\?/],
    [["new", ""], /which directory\?/],
    [["new", "."], /is not empty/],
    [["new", "package.json"], /package.json cannot be a directory: EEXIST/],
    [["new", "package.json/app"], /cannot be a directory: ENOTDIR/],
    [["new", "a", "b"], /new takes <dir>, not a b/],
  ])("%j", async (args, says) => {
    const { code, out, err } = await run(args).ended;
    expect([code, out, err]).toEqual([2, "", expect.stringMatching(says)]);
    expect(err.trimEnd()).not.toContain("\n");
  });

  test.each<[name: string, text: string, says: RegExp]>([
    ["unknown key", "{ prot: 1 }", /has the key prot, expected one of apps, .*port/],
    ["wrong kind", "{ port: '80' }", /port is "80", expected a whole number/],
    ["wrong property", "{ domain: '10.0.0.0/64' }", /domain is "10.0.0.0\/64", expected own, loopback, world/],
    ["unknown limit", "{ limits: { session: 1 } }", /limits has the key session, expected one of .*sessions/],
    ["no object", "3", /its default export is 3, expected an object/],
    ["a function", "() => ({ port: 1 })", /its default export is a function, expected an object/],
    ["a promise", "Promise.resolve({})", /its default export is a promise, expected `await`/],
    ["no code", "{", /could not be read: Unexpected token in line 1/],
    ["an import of nothing", "{}; import './nothing.ts'", /could not be read: .*nothing\.ts/],
    ["an error of its own", "(() => { throw new Error('mine') })()", /could not be read: mine/],
    ["sources that are no list", "{ csp: { 'img-src': 5 } }", /csp is .*expected lists of sources/],
    [
      "a prefix without slashes",
      "{ apps: { counter: 'counter.tsx' } }",
      /apps is .*expected a file, or files by prefix/,
    ],
    ["a prefix of the server's", "{ apps: { '/~/': 'counter.tsx' } }", /apps is .*expected a file, or files by prefix/],
    ["files at no prefix", "{ statics: [{ prefix: 'x', dir: '.' }] }", /statics is .*between slashes/],
    ["an unknown way to map", "{ mapper: { pages: 'session' } }", /mapper is .*nothing but session, page and newId/],
    ["half a session", "{ limits: { sessions: 1.5 } }", /limits.sessions is 1.5, expected a whole number/],
    ["a secret to guess", "{ secrets: ['x'] }", /secrets is another kind of thing, expected a list of texts of 16/],
  ])("a configuration with %s", async (_, text, says) => {
    writeFileSync(join(dir, "bad.config.ts"), `export default ${text};`);
    const { code, err } = await run(["build", "counter.tsx", "-c", "bad.config.ts"]).ended;
    expect([code, err]).toEqual([2, expect.stringMatching(says)]);
    expect(err.trimEnd()).not.toContain("\n");
  });

  test.each([[["build", "none.tsx", "-o", "none"]], [["dev", "none.tsx", "-p", "0"]]])(
    "a file that exports no component: %j",
    async (args) => {
      writeFileSync(join(dir, "none.tsx"), "export const nothing = 1;");
      const { code, out, err } = await run(args).ended;
      const says = /^sessile: .*none.tsx: expected a component as default export; it exports none.*\n$/;
      expect([code, out, err]).toEqual([2, "", expect.stringMatching(says)]);
    },
  );

  test("dev of a file that the working directory does not hold", async () => {
    mkdirSync(join(dir, "inner"), { recursive: true });
    const { code, err } = await run(["dev", "../counter.tsx"], { cwd: join(dir, "inner") }).ended;
    expect([code, err]).toEqual([2, expect.stringMatching(/counter.tsx is outside of .*inner, expected a file below/)]);
  });

  test("a file that cannot be compiled", async () => {
    writeFileSync(join(dir, "broken.tsx"), "export default () => <main>;");
    const { code, err } = await run(["build", "broken.tsx", "-o", "broken"]).ended;
    expect([code, err]).toEqual([2, expect.stringContaining("broken.tsx")]);
  });
});

describe("a build replaces a build, and nothing else", () => {
  /** A project with an app in a folder of its own, and a directory beside it. */
  const project = (name: string): string => {
    const cwd = join(dir, name);
    for (const folder of ["project/app", "project/public", "project/.git", "beside"])
      mkdirSync(join(cwd, folder), { recursive: true });
    for (const file of ["project/public/a.txt", "project/.git/HEAD", "beside/thesis.txt"])
      writeFileSync(join(cwd, file), "precious");
    writeFileSync(join(cwd, "project/app/app.tsx"), COUNTER);
    symlinkSync("app", join(cwd, "project/link"));
    return join(cwd, "project");
  };
  const all = (cwd: string) => readdirSync(join(cwd, ".."), { recursive: true }).sort();

  test.each([
    ["app", /would replace .*app\.tsx/],
    ["link", /would replace .*app\.tsx/],
    ["public", /would replace .*public/],
    ["public/out", /is in public/],
    [".git", /holds what no build has written/],
    ["../beside", /holds what no build has written/],
    ["..", /would replace .*project/],
    ["/", /would replace .*project/],
    ["app/app.tsx", /would replace .*app\.tsx/],
    ["/dev/null", /is a file/],
  ])("-o %s is refused, and all that is there stays", async (out, says) => {
    const cwd = project("kept");
    const before = all(cwd);
    const { code, err } = await run(["build", "app", "-o", out], { cwd }).ended;
    expect([code, err]).toEqual([2, expect.stringMatching(says)]);
    expect(err.trimEnd()).not.toContain("\n");
    expect(all(cwd)).toEqual(before);
    rmSync(join(cwd, ".."), { recursive: true });
  });

  test("one that fails leaves the former; the next good one replaces it", async () => {
    const cwd = project("failing");
    expect(await run(["build", "app"], { cwd }).ended).toMatchObject({ code: 0 });
    const before = all(cwd);
    const built = readFileSync(join(cwd, "dist/server.js"), "utf8");
    for (const broken of ["export default (", "export const nothing = 1;"]) {
      writeFileSync(join(cwd, "app/app.tsx"), broken);
      expect(await run(["build", "app"], { cwd }).ended).toMatchObject({ code: 2 });
      expect(all(cwd)).toEqual(before);
      expect(readFileSync(join(cwd, "dist/server.js"), "utf8")).toBe(built);
    }
    writeFileSync(join(cwd, "app/app.tsx"), COUNTER.replace("Count:", "Total:"));
    writeFileSync(join(cwd, "dist/left-over.txt"), "");
    expect(await run(["build", "app"], { cwd }).ended).toMatchObject({ code: 0 });
    expect(readFileSync(join(cwd, "dist/server.js"), "utf8")).toContain("Total:");
    expect(all(cwd)).toEqual(before);
  });
});

describe("what is built", () => {
  beforeAll(async () => {
    writeFileSync(join(dir, "style.css"), "main { color: teal }");
    writeFileSync(
      join(dir, "sessile.config.ts"),
      `import { defineConfig } from "sessile";
const apps: Record<string, string> = { "/": "counter.tsx", "/again/": "counter.tsx" };
export default defineConfig({ apps, limits: { pages: 3 } });`,
    );
    writeFileSync(join(dir, "slow.tsx"), SLOW);
    for (const args of [["build"], ["build", "slow.tsx", "-o", "slow"]]) {
      await once(spawn(process.execPath, [CLI, ...args], { cwd: dir }), "close");
    }
  });

  test("is served by start: page, style, script, and clicks", async () => {
    const server = run(["start", "--port", "0"]);
    const [, url = ""] = await server.prints(/"url":"(http:[^"]+)"/);
    const visitor = new Visitor(url);
    for (const path of ["/", "/again/"]) {
      const copy = await visitor.open(path);
      const button = copy.address(byRole(copy, "button", "Increment"));
      const { html } = await visitor.act(path, copy, [["click", button]], 1);
      expect(html).toContain("Count: 1");
    }
    const { html } = await visitor.visit("/");
    for (const [, file = ""] of html.matchAll(/(?:href|src)="(\/[^"]+)"/g)) {
      const { status, headers } = await visitor.visit(file);
      expect([file, status, headers.get("content-type")]).toEqual([file, 200, expect.stringMatching(/css|javascript/)]);
    }
    server.process.kill("SIGTERM");
    expect(await server.ended).toMatchObject({ code: 0, out: expect.stringMatching(/"draining".*"ended"/s), err: "" });
  });

  test("a configuration that is another one where it is served is looked at there", async () => {
    writeFileSync(
      join(dir, "key.config.ts"),
      "export default { secrets: [process.env.KEY ?? 'a secret for building'] };",
    );
    expect(await run(["build", "counter.tsx", "-c", "key.config.ts", "-o", "key"]).ended).toMatchObject({ code: 0 });
    const { code, err } = await run(["start", "key"], { env: { KEY: "short" } }).ended;
    expect([code, err]).toEqual([2, expect.stringMatching(/^sessile: SES_CONFIG: key\/server\.js: secrets is .*\n$/)]);
  });

  test.each(["start", "dev"])("%s says in one line that a directory of files is not there", async (name) => {
    writeFileSync(join(dir, "files.config.ts"), "export default { statics: [{ prefix: '/x/', dir: 'no-files' }] };");
    const files = ["counter.tsx", "-c", "files.config.ts"];
    expect(await run(["build", ...files, "-o", "files"]).ended).toMatchObject({ code: 0 });
    const { code, err } = await run(name === "start" ? ["start", "files"] : ["dev", ...files, "-p", "0"]).ended;
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/^sessile: SES_OPTION: there is no directory no-files.*\n$/),
    ]);
  });

  test("style sheets come with what they import and the files they name; none is taken for another", async () => {
    for (const folder of ["styled/one", "styled/two"]) mkdirSync(join(dir, folder), { recursive: true });
    const write = (name: string, text: string) => writeFileSync(join(dir, "styled", name), text);
    for (const name of ["one", "two"]) write(`${name}/app.tsx`, COUNTER);
    write("one/style.css", '@import "./more.css";\nmain { background: url(logo.svg) }');
    write("one/more.css", "p { color: teal }");
    write("one/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>');
    write("two/style.css", "p { color: red }");
    const cwd = join(dir, "styled");
    expect(await run(["build", "one", "two"], { cwd }).ended).toMatchObject({ code: 0, err: "" });
    const server = run(["start", "--port", "0"], { cwd });
    const [, url = ""] = await server.prints(/"url":"(http:[^"]+)"/);
    const get = async (path: string) =>
      (await fetch(new URL(path, url), { headers: { "user-agent": "Mozilla/5.0" } })).text();
    const sheet = async (path: string) => get(/href="([^"]*style[^"]*)"/.exec(await get(path))?.[1] ?? "");
    const one = await sheet("/one/");
    expect(one).toContain("teal");
    expect(await get(/url\("?([^")]+)/.exec(one)?.[1] ?? "")).toContain("<svg");
    expect(await sheet("/two/")).toContain("red");
    server.process.kill("SIGTERM");
    await server.ended;
  });

  test("a style sheet that a module imports is refused", async () => {
    writeFileSync(join(dir, "look.tsx"), `import "./style.css";\n${COUNTER}`);
    const { code, err } = await run(["build", "look.tsx", "-o", "look"]).ended;
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/style\.css is a style sheet, which a module cannot import/),
    ]);
    expect(err).not.toMatch(/^ +at /m);
  });

  test("the environment says what the command line does not; the log is JSON", async () => {
    const server = run(["start"], { env: { PORT: "0", HOST: "127.0.0.1" } });
    await server.prints(/"url":"http:\/\/127\.0\.0\.1:\d+"/);
    server.process.kill("SIGINT");
    const { code, out } = await server.ended;
    expect(code).toBe(0);
    for (const line of out.trim().split("\n")) expect(JSON.parse(line)).toHaveProperty("level");
  });

  test("SIGTERM lets handlers at work come to their end, and their answer arrive", async () => {
    const server = run(["start", "slow", "--port", "0"]);
    const [, url = ""] = await server.prints(/"url":"(http:[^"]+)"/);
    const visitor = new Visitor(url);
    const copy = await visitor.open("/");
    const button = copy.address(byRole(copy, "button", "Save"));
    const events = [["click", button]];
    const answer = await visitor.fetch("/", {
      method: "POST",
      body: JSON.stringify({ p: copy.token, n: 1, v: copy.version, e: events }),
      headers: { "content-type": "application/json" },
    });
    server.process.kill("SIGTERM");
    await server.prints(/"draining"/);
    await expect(fetch(url)).rejects.toThrow();
    expect(await answer.text()).toContain("Saved");
    expect(await server.ended).toMatchObject({ code: 0, out: expect.stringMatching(/saved to disk.*"ended"/s) });
  });

  test.each([[["start"]], [["dev", "counter.tsx"]]])(
    "%j: a port in use is said so in one line, and nothing else happens",
    async (args) => {
      const other = createServer().listen(0, "127.0.0.1");
      await once(other, "listening");
      onTestFinished(() => void other.close());
      const { port } = other.address() as AddressInfo;
      const { code, err } = await run([...args, "--host", "127.0.0.1", "--port", String(port)]).ended;
      expect([code, err]).toEqual([2, `sessile: 127.0.0.1:${port} is in use; name another --port.\n`]);
    },
  );

  test.each([["70000"], ["-1"], ["x"]])("port %s is refused", async (port) => {
    const { code, err } = await run(["start", `--port=${port}`]).ended;
    expect([code, err]).toEqual([2, expect.stringContaining("expected a whole number from 0 to 65535")]);
  });
});

describe("dev", () => {
  test("swaps what is saved under a live session, tells what is wrong with it, and ends with SIGTERM", async () => {
    const cwd = join(dir, "edited");
    mkdirSync(cwd);
    const save = (text: string) => writeFileSync(join(cwd, "counter.tsx"), text);
    save(COUNTER);
    const server = run(["dev", "counter.tsx", "--port", "0"], { cwd });
    const [, url = ""] = await server.prints(/(http:\/\/\S+) +counter\.tsx/);
    const visitor = new Visitor(url);
    const copy = await visitor.open("/");
    const button = copy.address(byRole(copy, "button", "Increment"));
    const click = async (number: number) => (await visitor.act("/", copy, [["click", button]], number)).html;
    expect(await click(1)).toContain("Count: 1");
    save(COUNTER.replace("Count:", "Total:"));
    await server.prints(/swapped files=counter\.tsx pages=1 ms=\d+/);
    expect(await click(2)).toContain("Total: 2");
    save(COUNTER.replace("</main>", ""));
    await server.prints(/the code does not run problem=.*\n +\S+counter\.tsx:5/);
    save(COUNTER);
    await server.prints(/(?:pages=1.*){2}/s);
    expect(await click(3)).toContain("Count: 3");
    server.process.kill("SIGTERM");
    expect(await server.ended).toMatchObject({ code: 0 });
  });
});

test("new writes a project into an empty directory or none, and into no other", async () => {
  const { code, out } = await run(["new", "My App!"]).ended;
  expect([code, out]).toEqual([0, expect.stringContaining("cd My App!\n  npm install")]);
  const files = readdirSync(join(dir, "My App!"));
  expect(files).toEqual(expect.arrayContaining([".gitignore", "app", "package.json", "sessile.config.ts", "test"]));
  expect(existsSync(join(dir, "My App!/gitignore"))).toBe(false);
  // What it depends on is there: this package is in no registry.
  const { name, dependencies } = JSON.parse(readFileSync(join(dir, "My App!/package.json"), "utf8"));
  expect([name, dependencies.sessile]).toEqual(["my-app", expect.stringMatching(/^file:sessile-.*\.tgz$/)]);
  expect(files).toContain(dependencies.sessile.slice("file:".length));
  expect((await run(["new", "My App!"]).ended).code).toBe(2);
  // A repository that was just begun.
  mkdirSync(join(dir, "begun/.git"), { recursive: true });
  const here = await run(["new", "."], { cwd: join(dir, "begun") }).ended;
  expect([here.code, here.err, here.out]).toEqual([0, "", expect.not.stringContaining("cd ")]);
});
