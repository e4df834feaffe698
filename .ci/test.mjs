// npm test: installs what is missing, builds, runs every test and ends with one line, `N passed, N failed`.
// Arguments are Vitest's: npm test -- test/runtime -t "keyed move"
import { build } from "./build.mjs";
import { programsForTests } from "./programs.mjs";
import { setup } from "./setup.mjs";
import { Tally } from "./tally.mjs";

if (!process.stdout.isTTY) process.env.NO_COLOR ??= "1"; // a log is read as plain text
const tally = new Tally();
const notices = [];

if (process.env.CHECK_FAILED) fail("npm run check failed");
try {
  setup();
  for (const name of programsForTests()) {
    const notice = `${name} is missing: install it (apt-get install ${name}), or the tests that need it cannot run`;
    if (process.env.CI) fail(notice);
    else notices.push(notice);
  }
  await build().catch((error) => fail(error.message));
  await runTests();
} catch (error) {
  fail(error.stack);
}
if (tally.passed + tally.failed === 0) fail("no test was found");
for (const notice of notices) console.log(`\n*** ${notice} ***`);
console.log(String(tally));
process.exit(tally.failed > 0 ? 1 : 0);

async function runTests() {
  // Vite has set it while it built.
  process.env.NODE_ENV = "test";
  const { parseCLI, startVitest } = await import("vitest/node");
  const { filter, options } = parseCLI(["vitest", "run", ...process.argv.slice(2)]);
  const vitest = await startVitest("test", filter, { ...options, watch: false, reporters: ["default", tally] });
  await vitest.close();
}

function fail(notice) {
  tally.failed++;
  notices.push(notice);
}
