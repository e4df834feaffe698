/** A development server on an app of a test's own, in a folder that goes with the test. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { type DevOptions, type Swap, startDev } from "../../runtime/hot/index.ts";
import type { Service } from "../../runtime/serve.ts";
import { builtClient } from "./client-build.ts";
import { root } from "./sources.ts";
import type { Line } from "./stage.tsx";

export interface HotStage {
  readonly server: Service;
  readonly url: string;
  readonly lines: readonly Line[];
  /** Saves files, and waits until every page has been swapped. */
  save(files: { readonly [name: string]: string | null }): Promise<Swap>;
  /** The next swap, whatever causes it. */
  swap(): Promise<Swap>;
  readonly folder: string;
}

/** @param files the app's files by name; `null` deletes one */
export async function hotStage(
  files: { readonly [name: string]: string },
  options: Partial<DevOptions> = {},
): Promise<HotStage> {
  await builtClient();
  // Vitest maps stacks of its own modules alone; Node maps all that bring their maps.
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = undefined as never;
  onTestFinished(() => {
    Error.prepareStackTrace = prepareStackTrace as NonNullable<typeof prepareStackTrace>;
  });
  // Below the project's folder, where its packages are found.
  mkdirSync(join(root, "coverage"), { recursive: true });
  const folder = mkdtempSync(join(root, "coverage/hot-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, text: string | null): void => {
    const path = join(folder, name);
    if (text === null) return rmSync(path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  const lines: Line[] = [];
  const log = (level: Line["level"]) => (data: Line["data"], message: string) =>
    void lines.push({ level, message, data });
  let waiting: ((swap: Swap) => void)[] = [];
  const server = await startDev({
    root: folder,
    entry: "app.tsx",
    port: 0,
    host: "127.0.0.1",
    log: { info: log("info"), warn: log("warn"), error: log("error") },
    onSwap(swap) {
      for (const resolve of waiting) resolve(swap);
      waiting = [];
    },
    ...options,
  });
  onTestFinished(() => server.close());
  const swap = () => new Promise<Swap>((resolve) => waiting.push(resolve));
  return {
    server,
    url: server.url,
    lines,
    folder,
    swap,
    save(changes) {
      const swapped = swap();
      for (const [name, text] of Object.entries(changes)) write(name, text);
      return swapped;
    },
  };
}
