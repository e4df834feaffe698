/** A service of its own for a test. */
import { HttpService, type ServiceOptions } from "sessile";
import { onTestFinished } from "vitest";

export interface Line {
  readonly level: "info" | "warn" | "error";
  readonly data: Record<string, unknown>;
  readonly message: string;
}

/** A service that listens on a free port, and what it logs; it closes with the test. */
export async function opened(
  options: ServiceOptions = {},
): Promise<{ service: HttpService; url: string; lines: Line[] }> {
  const lines: Line[] = [];
  const level = (name: Line["level"]) => (data: Record<string, unknown>, message: string) =>
    void lines.push({ level: name, data, message });
  const log = { info: level("info"), warn: level("warn"), error: level("error") };
  const service = new HttpService({ port: 0, host: "127.0.0.1", log, ...options });
  onTestFinished(() => service.close(0));
  await service.open();
  return { service, url: service.url, lines };
}

/** What a test decides later. */
export function deferred<T = void>() {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((yes) => {
    resolve = yes;
  });
  return { promise, resolve };
}

export const TEXT = ["Content-Type", "text/plain"] as const;
