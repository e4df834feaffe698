/**
 * A gigabyte, as a browser without script sends it: how much memory the server takes for it, and whether the bytes that it
 * reads back from its disk are the same. The sender is a process of its own: this one.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { textOf } from "../../runtime/testing/tree.ts";
import { attr } from "../support/copy.ts";
import { allByRole, byRole, clean } from "../support/roles.ts";
import { Bytes, bodyOf, MB, Sending } from "../support/uploads.ts";
import { pageField, Visitor } from "../support/visitor.ts";
import { aside, figure } from "./harness.ts";
import type { Reply } from "./upload-server.ts";

const SIZE = 1024 * MB;
/** The first pieces warm the server up: what it grows by then is no upload's. */
const WARM = 64 * MB;

const server: ChildProcess = fork(fileURLToPath(new URL("upload-server.js", import.meta.url)));
const reply = async <T extends Reply>(): Promise<T> => (await once(server, "message"))[0] as T;
const memory = async (): Promise<number> => {
  const told = reply<{ memory: number }>();
  server.send("memory");
  return (await told).memory;
};

const { url } = await reply<{ url: string }>();
const visitor = new Visitor(url);

/** @returns the most memory while it was sent, above what there was before, and seconds */
async function send(size: number): Promise<{ most: number; seconds: number }> {
  const copy = await visitor.open("/", { script: false });
  const button = byRole(copy, "button", "Send");
  const fields = [
    ["_p", pageField(copy)],
    [attr(button, "name") ?? "", attr(button, "value") ?? ""],
  ] as const;
  const bytes = new Bytes(size);
  const sending = new Sending(`${url}/`, { cookie: `sessile=${visitor.cookies.get("sessile")?.value}` });
  const before = await memory();
  const begun = performance.now();
  let most = 0;
  let sent = 0;
  for (const piece of bodyOf(fields, bytes)) {
    await sending.write(piece);
    sent += piece.length;
    if (sent % (16 * MB) < piece.length) most = Math.max(most, (await memory()) - before);
  }
  sending.end();
  const { statusCode } = await sending.response;
  const seconds = (performance.now() - begun) / 1000;
  // What async handlers still do is shown by a page that loads itself anew.
  for (let tries = 0; ; tries++) {
    const shown = allByRole(await visitor.open("/", { script: false }), "listitem").map((row) => clean(textOf(row)));
    if (shown.includes(`big.bin ${size} application/x-big ${bytes.hash}`)) break;
    if (tries > 600) throw new Error(`${statusCode}, and other bytes came back: ${shown.join("; ")}`);
    await new Promise((again) => setTimeout(again, 100));
  }
  return { most: Math.max(most, (await memory()) - before), seconds };
}

await send(WARM);
const { most, seconds } = await send(SIZE);
figure("upload-1-gib-memory", most / MB);
aside("upload-1-gib-rate", SIZE / MB / seconds, "MiB/s");
server.disconnect();
