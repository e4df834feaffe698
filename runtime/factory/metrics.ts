import type { Counter, Gauge, Metric, Registry } from "prom-client";
import { BUCKETS_MS } from "../core/meter.ts";
import type { BaseService } from "../http/service/service.ts";
import type { RuntimeState } from "./state.ts";

/** A number that is asked for when somebody looks. */
type Reading = readonly [name: string, help: string, read: () => number];

/** A histogram that is counted elsewhere: prom-client asks for nothing but its values. */
class CountedHistogram {
  readonly name: string;
  readonly help: string;
  readonly #read: () => RuntimeState["latency"];

  constructor(name: string, help: string, read: () => RuntimeState["latency"]) {
    this.name = name;
    this.help = help;
    this.#read = read;
  }

  async get() {
    const { name, help } = this;
    const { buckets, sum } = this.#read();
    let count = 0;
    const values = buckets.map((more, i) => {
      count += more;
      const bound = BUCKETS_MS[i];
      return {
        metricName: `${name}_bucket`,
        labels: { le: bound === undefined ? "+Inf" : bound / 1000 },
        value: count,
      };
    });
    const rest = [
      { metricName: `${name}_sum`, labels: {}, value: sum / 1000 },
      { metricName: `${name}_count`, labels: {}, value: count },
    ];
    return { name, help, type: "histogram", aggregator: "sum", values: [...values, ...rest] };
  }

  reset(): void {}
}

/**
 * What a monitor is told, in Prometheus' text format. Nothing is counted for it: all is read when it asks.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export class Metrics {
  readonly #registry: Promise<Registry>;

  constructor(service: BaseService, state: RuntimeState | null) {
    this.#registry = registry(service, state);
  }

  async read(): Promise<{ readonly type: string; readonly text: string }> {
    const registry = await this.#registry;
    return { type: registry.contentType, text: await registry.metrics() };
  }
}

async function registry(service: BaseService, state: RuntimeState | null): Promise<Registry> {
  // Loaded when a monitor first asks.
  const { Counter, Gauge, Registry } = await import("prom-client");
  const registry = new Registry();
  const registers = [registry];
  const gauge = ([name, help, read]: Reading): Gauge =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  const counter = ([name, help, read]: Reading): Counter =>
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  counter(["sessile_requests_total", "Requests that have come.", () => service.requests]);
  counter(["sessile_requests_refused_total", "Requests from outside the service domain.", () => service.refused]);
  counter(["sessile_errors_total", "Exceptions in a service's methods.", () => service.errors]);
  gauge(["sessile_uptime_seconds", "Seconds since the service opened.", () => service.uptime]);
  new Gauge({
    name: "sessile_connections",
    help: "Connections by state.",
    labelNames: ["state"],
    registers,
    collect() {
      const { OPEN, CLOSED } = service.connections;
      this.set({ state: "open" }, OPEN);
      this.set({ state: "closed" }, CLOSED);
    },
  });
  counter(["sessile_connections_dead_total", "Connections that have ended.", () => service.connections.DEAD]);
  gauge(["process_resident_memory_bytes", "Resident memory in bytes.", () => process.memoryUsage().rss]);
  gauge(["nodejs_heap_size_used_bytes", "Heap in use, in bytes.", () => process.memoryUsage().heapUsed]);
  counter(["process_cpu_seconds_total", "Processor time, user and system, in seconds.", cpuSeconds]);
  if (!state) return registry;
  gauge(["sessile_sessions", "Sessions that live.", () => state.sessions]);
  gauge(["sessile_pages", "Pages that live.", () => state.pages]);
  gauge(["sessile_streams", "Push streams that are open.", () => state.streams]);
  gauge(["sessile_nodes", "Elements of all pages.", () => state.nodes]);
  counter(["sessile_events_total", "Events that browsers have sent.", () => state.events]);
  gauge([
    "sessile_event_loop_delay_p99_seconds",
    "What the event loop came late by, 99th percentile, since the start.",
    () => state.eventLoopDelay.p99 / 1000,
  ]);
  gauge(["sessile_event_loop_delay_max_seconds", "The same, at worst.", () => state.eventLoopDelay.max / 1000]);
  const latency = new CountedHistogram(
    "sessile_answer_seconds",
    "From a POST's last byte to its answer.",
    () => state.latency,
  );
  // All that a registry asks of a metric.
  registry.registerMetric(latency as unknown as Metric);
  return registry;
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
