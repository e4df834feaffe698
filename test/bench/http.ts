/**
 * Counter events over HTTP against a bare node:http POST handler that gets the same requests and answers with the same
 * bytes. Each server has a process pinned to core 0; this one, which makes the load, runs on core 1.
 */
import { execFileSync } from "node:child_process";
import { aside, figure, interleave, median, ratio } from "./harness.ts";
import { HEADERS, LEAN, pinned, Server, sample, shots, type Visitor, visit } from "./http-peers.ts";

const ROUNDS = 9;

if (pinned) execFileSync("taskset", ["-a", "-c", "-p", "1", String(process.pid)], { stdio: "ignore" });
else console.error("http: there is no second core to pin to; servers and load share what there is");

const bare = await Server.start("bare");
const some = await Server.start("sessile");
const many = await Server.start("sessile");
const answer = await sample(some.port);
bare.tell(answer);

const visitors: Visitor[] = [];
for (let i = 0; i < 1000; i++) visitors.push(await visit(some.port));
const crowd: Visitor[] = [];
for (let i = 0; i < 5000; i++) crowd.push(await visit(many.port));
const shadows = visitors.map((visitor) => ({ ...visitor }));

const rounds = await interleave(ROUNDS, {
  bare: () => bare.run(shots(shadows, HEADERS, answer.body)),
  some: () => some.run(shots(visitors, HEADERS)),
  many: () => many.run(shots(crowd, HEADERS)),
});
figure("http-1000-sessions", ratio(rounds.some, rounds.bare));
figure("http-5000-sessions", ratio(rounds.many, rounds.some));
aside("http-bare", median(rounds.bare), "events/s");
aside("http-sessile", median(rounds.some), "events/s");
aside("http-cpu-bare", bare.usage * 100, "%");
aside("http-cpu-sessile", some.usage * 100, "%");
aside("http-1000-sessions-by-cpu-time", ratio(some.perCpuSecond, bare.perCpuSecond), "×bare");
aside("http-5000-sessions-by-cpu-time", ratio(many.perCpuSecond, some.perCpuSecond), "×1000");

const lean = await interleave(5, {
  bare: () => bare.run(shots(shadows, LEAN, answer.body)),
  some: () => some.run(shots(visitors, LEAN)),
});
aside("http-lean-1000-sessions", ratio(lean.some, lean.bare), "×bare");
aside("http-lean-bare", median(lean.bare), "events/s");
for (const server of [bare, some, many]) server.stop();
