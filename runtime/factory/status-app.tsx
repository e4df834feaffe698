import { monitorEventLoopDelay } from "node:perf_hooks";
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { BaseService } from "../http/service/service.ts";
import { Head, useRefresh, useTitle } from "../page/hooks.ts";
import { Chart } from "./chart.tsx";
import { quantile, type RuntimeState, rate, type Sample, sample } from "./state.ts";

/** Milliseconds between two looks, and how many of them a chart shows. */
const LOOK_MS = 1000;
const LOOKS = 120;
/** Seconds after which a browser without script loads the page again. */
const REFRESH = 5;
const MiB = 1024 * 1024;

const WHEN = { always: "any time", closed: "before open()", never: "read-only" } as const;

/** A line of a chart: a number of each look, and of the look before it. */
interface Line {
  readonly title: string;
  readonly unit: string;
  readonly of: (after: Sample, before: Sample) => number;
}

const SERVICE: readonly Line[] = [
  { title: "Requests", unit: "/s", of: (after, before) => rate(before, after, "requests") },
  { title: "Connections open", unit: "", of: ({ open }) => open },
  { title: "Memory", unit: "MiB", of: ({ rss }) => rss / MiB },
  { title: "Heap", unit: "MiB", of: ({ heap }) => heap / MiB },
  { title: "Event loop, worst delay", unit: "ms", of: ({ loop }) => loop },
];

const RUNTIME: readonly Line[] = [
  { title: "Events", unit: "/s", of: (after, before) => rate(before, after, "events") },
  { title: "Answers, half within", unit: "ms", of: (after, before) => quantile(before, after, 0.5) },
  { title: "Answers, 99 % within", unit: "ms", of: (after, before) => quantile(before, after, 0.99) },
  { title: "Sessions", unit: "", of: ({ sessions }) => sessions },
  { title: "Pages", unit: "", of: ({ pages }) => pages },
  { title: "Push streams", unit: "", of: ({ streams }) => streams },
  { title: "Elements", unit: "", of: ({ nodes }) => nodes },
];

/** `/factory/etc/`: the state of a service for people, as an app of our own. All who look see the same page. */
export function statusApp(service: BaseService, state: RuntimeState | null, icon: string): ComponentType {
  return function Status() {
    const [looks, setLooks] = useState(() => [sample(service, state, 0)]);
    useTitle(`${service.name}: state`);
    useRefresh(REFRESH);
    useEffect(() => {
      const delay = monitorEventLoopDelay({ resolution: 10 });
      delay.enable();
      const timer = setInterval(() => {
        const worst = delay.max / 1e6;
        delay.reset();
        setLooks((before) => [...before, sample(service, state, worst)].slice(-LOOKS));
      }, LOOK_MS);
      return () => {
        clearInterval(timer);
        delay.disable();
      };
    }, []);
    return (
      <main class="wide">
        <Head>
          <link rel="icon" href={icon} />
        </Head>
        <h1>{service.name}</h1>
        <p>
          {service.state} {service.url && `at ${service.url}`}, for <span role="timer">{duration(service.uptime)}</span>
          . <a href="/factory/etc/metrics">Metrics</a>, <a href="/factory/etc/health">health</a>,{" "}
          <a href="/factory/help/">help</a>.
        </p>
        <Charts title="Service" lines={SERVICE} looks={looks} />
        {state && <Charts title="Sessions and pages" lines={RUNTIME} looks={looks} />}
        <Connections service={service} />
        {state && <Apps state={state} />}
        <PropertyTable service={service} />
      </main>
    );
  };
}

function Charts({ title, lines, looks }: { title: string; lines: readonly Line[]; looks: readonly Sample[] }) {
  return (
    <section>
      <h2>{title}</h2>
      <div class="charts">
        {lines.map((line) => (
          <Chart
            key={line.title}
            title={line.title}
            unit={line.unit}
            room={LOOKS}
            values={looks.map((after, i) => line.of(after, looks[i - 1] ?? after))}
          />
        ))}
      </div>
    </section>
  );
}

function Connections({ service }: { service: BaseService }) {
  return (
    <section>
      <h2>Connections</h2>
      <table aria-label="Connections by state">
        <tbody>
          {Object.entries(service.connections).map(([name, count]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Apps({ state }: { state: RuntimeState }) {
  return (
    <section>
      <h2>Apps</h2>
      <ul aria-label="Apps">
        {state.apps.map(({ prefix, title, description }) => (
          <li key={prefix}>
            <a href={prefix}>{title}</a> {description}
          </li>
        ))}
      </ul>
    </section>
  );
}

function PropertyTable({ service }: { service: BaseService }) {
  return (
    <section>
      <h2>Properties</h2>
      <table class="properties" aria-label="Properties">
        <thead>
          <tr>
            {["Property", "Value", "Default", "Type", "May be written", "What it is"].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {service.describe().map(({ name, value, default: standard, unit, type, when, text }) => (
            <tr key={name}>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td>{`${value} ${unit}`.trim()}</td>
              <td>{standard && `${standard} ${unit}`.trim()}</td>
              <td>{type}</td>
              <td>{WHEN[when]}</td>
              <td>
                <Marked text={text} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What stands between backticks is code. */
function Marked({ text }: { text: string }) {
  return <>{text.split("`").map((part, i) => (i % 2 === 1 ? <code>{part}</code> : part))}</>;
}

function duration(seconds: number): string {
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor(seconds / 3600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [Math.floor(seconds) % 60, "s"],
  ];
  const shown = parts.filter(([count], i) => count > 0 || i === parts.length - 1);
  return shown.map(([count, unit]) => `${count} ${unit}`).join(" ");
}
