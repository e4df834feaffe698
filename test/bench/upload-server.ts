/** The app that takes files, in a process of its own: it tells how much memory it has whenever it is asked. */
import { SILENT } from "../../runtime/core/log.ts";
import { serve } from "../../runtime/serve.ts";
import { Uploading } from "../support/apps/uploading.tsx";

/** What the parent is told: where to connect, or bytes of memory. */
export type Reply = { readonly url: string } | { readonly memory: number };

const say = (reply: Reply): void => void process.send?.(reply);
const limits = { fileBytes: 2 ** 31, uploadBytes: 2 ** 31 };
const { url } = await serve({ "/": Uploading }, { host: "127.0.0.1", port: 0, log: SILENT, limits });
process.on("message", () => say({ memory: process.memoryUsage().rss }));
process.on("disconnect", () => process.exit());
say({ url });
