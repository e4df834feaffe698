/**
 * The service object against bare node:http on a hello request, and its files against sirv alone. Each server has a
 * process pinned to core 0; this one, which makes the load, runs on core 1.
 */
import { execFileSync } from "node:child_process";
import { aside, figure, interleave, median, ratio } from "./harness.ts";
import { FILE, HELLO } from "./http-kinds.ts";
import { HEADERS, pinned, Server } from "./http-peers.ts";

const ROUNDS = 9;
const REQUESTS = 20_000;

if (pinned) execFileSync("taskset", ["-a", "-c", "-p", "1", String(process.pid)], { stdio: "ignore" });
else console.error("service: there is no second core to pin to; servers and load share what there is");

const many = (path: string, expected: string) => {
  const shot = { request: `GET ${path} HTTP/1.1\r\n${HEADERS}\r\n`, expected };
  return Array.from({ length: REQUESTS }, () => shot);
};
const hello = many("/hello", HELLO);
const file = many(`/files/${FILE.name}`, FILE.text.slice(-20));

const bare = await Server.start("hello");
const service = await Server.start("service");
const hellos = await interleave(ROUNDS, { bare: () => bare.run(hello), service: () => service.run(hello) });
figure("service-hello", ratio(hellos.service, hellos.bare));
aside("service-hello-by-cpu-time", ratio(service.perCpuSecond, bare.perCpuSecond), "×bare");
aside("service-hello-bare", median(hellos.bare), "requests/s");
bare.stop();
service.stop();

const sirv = await Server.start("sirv");
const files = await Server.start("files");
const rounds = await interleave(ROUNDS, { sirv: () => sirv.run(file), files: () => files.run(file) });
figure("service-file", ratio(rounds.files, rounds.sirv));
aside("service-file-by-cpu-time", ratio(files.perCpuSecond, sirv.perCpuSecond), "×sirv");
aside("service-file-sirv", median(rounds.sirv), "requests/s");
sirv.stop();
files.stop();
