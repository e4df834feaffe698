/**
 * Apps on a runtime of their own, with what a test may want to look at: every page's tree in the server, and the log.
 * The apps are not changed: a component around each tells which document it was mounted in.
 */
import { createRuntime, type Runtime, type RuntimeOptions, type ServeOptions, type Service, serve } from "sessile";
import { onTestFinished } from "vitest";
import type { ServerDocument } from "../../runtime/dom/document.ts";
import type { Page } from "../../runtime/page/page.ts";
import type { Apps } from "../../runtime/session/app.ts";
import { type LogLine, watch } from "../../runtime/testing/backend.tsx";
import { builtClient } from "./client-build.ts";

export type Line = LogLine;

export interface Stage {
  readonly runtime: Runtime;
  /** Every document mounted so far, in order. */
  readonly documents: readonly ServerDocument[];
  readonly lines: Line[];
  /** The document of the page with this token; to be asked first right after the page was opened. */
  documentOf(token: string): ServerDocument;
  /** The page with this token. */
  pageOf(token: string): Page | undefined;
}

/** A stage with a socket, for browsers. */
export interface ServedStage extends Stage {
  readonly service: Service;
  readonly url: string;
}

export type StageOptions = Omit<RuntimeOptions, "apps" | "log">;

function prepare(given: Apps) {
  const { apps, log, lines, documents, pageOf } = watch(given);
  const documentOf = (token: string): ServerDocument => {
    const page = pageOf(token);
    if (!page) throw new Error("no such page was mounted");
    return page.document;
  };
  return { definitions: apps, log, documents, lines, documentOf, pageOf };
}

/** A runtime without a socket; it closes with the test. */
export function stage(apps: Apps, options: StageOptions = {}): Stage {
  const on = standingStage(apps, options);
  onTestFinished(() => on.runtime.close());
  return on;
}

/** One that outlasts the test: whoever asks for it closes it. */
export function standingStage(apps: Apps, options: StageOptions = {}): Stage {
  const { definitions, log, ...seen } = prepare(apps);
  return { runtime: createRuntime({ mode: "production", ...options, apps: definitions, log }), ...seen };
}

/** A server on a free port; it closes with the test. */
export async function servedStage(
  apps: Apps,
  options: StageOptions & Pick<ServeOptions, "statics"> = {},
): Promise<ServedStage> {
  const { definitions, log, ...seen } = prepare(apps);
  await builtClient();
  const service = await serve(definitions, { mode: "production", host: "127.0.0.1", port: 0, ...options, log });
  onTestFinished(() => service.close());
  return { runtime: service.runtime, service, url: service.url, ...seen };
}
