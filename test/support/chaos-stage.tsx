/** Apps on a server behind a network that breaks, with what each page has heard and holds, found by a mark in its tree. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type Runtime, serve } from "sessile";
import { onTestFinished } from "vitest";
import type { ServerDocument } from "../../runtime/dom/document.ts";
import { usePageContext } from "../../runtime/page/preact.ts";
import type { AppDefinition } from "../../runtime/session/app.ts";
import { type ChaosOptions, ChaosProxy } from "./chaos-proxy.ts";
import { builtClient } from "./client-build.ts";
import { ofServer, print } from "./outline.ts";
import type { Line, StageOptions } from "./stage.tsx";

/** A page in the server. */
export interface Tree {
  readonly document: ServerDocument;
  /** Ids of the clicks that reached the app: `view:number`, in order. */
  readonly heard: string[];
}

export interface ChaosStage {
  readonly runtime: Runtime;
  /** The server's own address, without the proxy. */
  readonly direct: string;
  /** Where browsers are sent: the proxy. */
  readonly url: string;
  readonly proxy: ChaosProxy;
  /** Pages by their mark, `data-tree`. */
  readonly trees: Map<number, Tree>;
  /** Warnings and errors the server has logged. */
  readonly lines: readonly Line[];
  outlineOf(mark: number): string;
}

const PULSE_MS = 60;

export interface ChaosStageOptions extends StageOptions {
  readonly chaos: Omit<ChaosOptions, "target">;
  /** Times the server changes a page of its own accord, from when it is mounted on; default: 20, in a bit over a second. */
  readonly pulses?: number;
}

/** A server and its proxy; both close with the test. */
export async function chaosStage(
  apps: { readonly [prefix: string]: ComponentType },
  { chaos, pulses = 20, ...options }: ChaosStageOptions,
): Promise<ChaosStage> {
  const trees = new Map<number, Tree>();
  const lines: Line[] = [];
  let mark = 0;
  const watched = (App: ComponentType) =>
    function Watched() {
      const page = usePageContext();
      const [tree] = useState(() => ++mark);
      const [pulse, setPulse] = useState(0);
      useEffect(() => {
        if (!page) return;
        trees.set(tree, { document: page.document, heard: [] });
        let left = pulses;
        const timer = setInterval(() => {
          setPulse((before) => before + 1);
          if (--left === 0) clearInterval(timer);
        }, PULSE_MS);
        return () => clearInterval(timer);
      }, []);
      const hear = (event: unknown) =>
        void trees.get(tree)?.heard.push((event as { id: string }).id.replace(/^.*\.(?=\d+:)/, ""));
      return (
        <div data-tree={tree} onClickCapture={hear}>
          <App />
          <i>{pulse}</i>
        </div>
      );
    };
  const definitions: { [prefix: string]: AppDefinition } = {};
  for (const [prefix, App] of Object.entries(apps)) definitions[prefix] = { component: watched(App), title: App.name };
  const write = (level: Line["level"]) => (data: Line["data"], message: string) =>
    void lines.push({ level, message, data });
  await builtClient();
  const service = await serve(definitions, {
    mode: "production",
    host: "127.0.0.1",
    port: 0,
    ...options,
    log: { info() {}, warn: write("warn"), error: write("error") },
  });
  const proxy = await ChaosProxy.open({ ...chaos, target: service.url });
  onTestFinished(async () => {
    await proxy.close();
    await service.close();
  });
  return {
    runtime: service.runtime,
    direct: service.url,
    url: proxy.url,
    proxy,
    trees,
    lines,
    outlineOf(mark) {
      const tree = trees.get(mark);
      return tree ? print(ofServer(tree.document.documentElement)) : "no such tree";
    },
  };
}
