/**
 * Apps on a runtime of their own, with what a test may want to look at: every page's tree in the server, and the log.
 * The apps are not changed: a component around each tells which document it was mounted in.
 */
import type { ComponentType } from "preact";
import { useState } from "preact/hooks";
import { createRuntime, type Logger, type Runtime, type RuntimeOptions, type Service, serve } from "sessile";
import { onTestFinished } from "vitest";
import type { ServerDocument } from "../../runtime/dom/document.ts";
import { usePageContext } from "../../runtime/page/preact.ts";
import type { AppDefinition, Apps } from "../../runtime/session/app.ts";
import { builtClient } from "./client-build.ts";

/** A line of the log. */
export interface Line {
  readonly level: "info" | "warn" | "error";
  readonly message: string;
  readonly data: { readonly [name: string]: unknown };
}

export interface Stage {
  readonly runtime: Runtime;
  /** Every document mounted so far, in order. */
  readonly documents: readonly ServerDocument[];
  readonly lines: Line[];
  /** The document of the page with this token; to be asked first right after the page was opened. */
  documentOf(token: string): ServerDocument;
}

/** A stage with a socket, for browsers. */
export interface ServedStage extends Stage {
  readonly service: Service;
  readonly url: string;
}

export type StageOptions = Omit<RuntimeOptions, "apps" | "log">;

function prepare(apps: Apps) {
  const documents: ServerDocument[] = [];
  const lines: Line[] = [];
  const known = new Map<string, ServerDocument>();
  const watched = (App: ComponentType): ComponentType =>
    function Watched() {
      const page = usePageContext();
      useState(() => page && documents.push(page.document));
      return <App />;
    };
  const definitions: { [prefix: string]: AppDefinition } = {};
  for (const [prefix, app] of Object.entries(apps)) {
    const definition = typeof app === "function" ? { component: app } : app;
    const { displayName, name } = definition.component;
    definitions[prefix] = { title: displayName ?? name, ...definition, component: watched(definition.component) };
  }
  const write = (level: Line["level"]) => (data: Line["data"], message: string) =>
    void lines.push({ level, message, data });
  const log: Logger = { info: write("info"), warn: write("warn"), error: write("error") };
  const documentOf = (token: string): ServerDocument => {
    const [id = ""] = token.split(".");
    const document = known.get(id) ?? documents.at(-1);
    if (!document) throw new Error("no page was mounted");
    known.set(id, document);
    return document;
  };
  return { definitions, log, documents, lines, documentOf };
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
export async function servedStage(apps: Apps, options: StageOptions = {}): Promise<ServedStage> {
  const { definitions, log, ...seen } = prepare(apps);
  await builtClient();
  const service = await serve(definitions, { mode: "production", host: "127.0.0.1", port: 0, ...options, log });
  onTestFinished(() => service.close());
  return { runtime: service.runtime, service, url: service.url, ...seen };
}
