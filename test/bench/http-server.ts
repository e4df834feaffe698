/** A server under load, in a process of its own: its kind is the first argument. */
import { KINDS, type Kind, type Told } from "./http-kinds.ts";

/** What the parent asks. */
export type Question = "cpu" | Told;
/** What it is told: microseconds of processor time, or where to connect. */
export type Reply = { readonly cpu: number } | { readonly port: number };

const say = (reply: Reply): void => void process.send?.(reply);
let answer: Told = { headers: [], body: "" };

process.on("message", (question: Question) => {
  if (question !== "cpu") {
    answer = question;
    return;
  }
  const { user, system } = process.cpuUsage();
  say({ cpu: user + system });
});
process.on("disconnect", () => process.exit());

const start = KINDS[process.argv[2] as Kind];
say({ port: await start(() => answer) });
