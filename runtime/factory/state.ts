import { BUCKETS_MS } from "../core/meter.ts";
import type { Exchange } from "../http/exchange.ts";
import type { BaseService } from "../http/service/service.ts";

/** What a service's runtime tells of itself; nothing where there is none. */
export interface RuntimeState {
  readonly sessions: number;
  readonly pages: number;
  readonly streams: number;
  /** Elements of all pages. */
  readonly nodes: number;
  /** Events that have come. */
  readonly events: number;
  /** POSTs of the script by how long their answers took: a bucket more than there are bounds. */
  readonly latency: { readonly buckets: readonly number[]; readonly sum: number };
  /** Milliseconds. */
  readonly eventLoopDelay: { readonly p50: number; readonly p99: number; readonly max: number };
  readonly apps: readonly { readonly prefix: string; readonly title: string; readonly description: string }[];
  /** Lets on who may be here; who has still to show who they are is answered. */
  admit(exchange: Exchange, on: () => void): void;
}

/** One look at a service. */
export interface Sample {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly requests: number;
  readonly open: number;
  readonly sessions: number;
  readonly pages: number;
  readonly streams: number;
  readonly nodes: number;
  readonly events: number;
  readonly buckets: readonly number[];
  /** Bytes. */
  readonly rss: number;
  readonly heap: number;
  /** Milliseconds: the worst since the look before. */
  readonly loop: number;
}

/** @param loop milliseconds by which the event loop came late, at worst */
export function sample(service: BaseService, state: RuntimeState | null, loop: number): Sample {
  const { rss, heapUsed } = process.memoryUsage();
  return {
    at: Date.now(),
    requests: service.requests,
    open: service.connections.OPEN,
    sessions: state?.sessions ?? 0,
    pages: state?.pages ?? 0,
    streams: state?.streams ?? 0,
    nodes: state?.nodes ?? 0,
    events: state?.events ?? 0,
    buckets: [...(state?.latency.buckets ?? [])],
    rss,
    heap: heapUsed,
    loop,
  };
}

/** Milliseconds that so large a share of the answers between two looks stayed below; 0 where there were none. */
export function quantile(before: Sample, after: Sample, share: number): number {
  const counts = after.buckets.map((count, i) => count - (before.buckets[i] ?? 0));
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all === 0) return 0;
  let seen = 0;
  for (const [i, count] of counts.entries()) {
    seen += count;
    if (seen >= all * share) return BUCKETS_MS[i] ?? (BUCKETS_MS.at(-1) as number);
  }
  return BUCKETS_MS.at(-1) as number;
}

/** A second's worth of what grew between two looks. */
export function rate(before: Sample, after: Sample, of: "requests" | "events"): number {
  const seconds = (after.at - before.at) / 1000;
  return seconds > 0 ? (after[of] - before[of]) / seconds : 0;
}
