import type { ComponentChild, ComponentChildren, VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { usePageContext } from "../page/preact.ts";
import { askingBy } from "./asking.tsx";
import type { FlowHandle, Program } from "./handle.ts";
import { StepHistory } from "./history.ts";
import type { Step } from "./step.ts";
import { Steps } from "./steps.ts";
import { StepContext } from "./views.tsx";

/** How steps are shown. */
export interface FlowOptions {
  /**
   * Each step has an entry of its own in the browser's history, told apart by this parameter of the query: `step` makes
   * `?step=2`. Going back to a step that is over is ignored, and the address bar put right.
   */
  readonly history?: string;
}

/** A flow of one's own, and the place where it shows its steps. */
export interface Flow extends FlowHandle {
  /** The steps that wait for an answer, to be put where they should stand; null: none. */
  readonly view: VNode | null;
}

/**
 * Asks from a component's own handlers: what it asks stands where it puts `view`. When the component goes, what still
 * waits gets SES_FLOW_ENDED, so that `finally` cleans up.
 *
 * @example
 * const { confirm, view } = useFlow();
 * const remove = async () => {
 *   if (await confirm("Delete it?")) items.delete(id);
 * };
 * return view ?? <button onClick={remove}>Delete</button>;
 */
export function useFlow(options: FlowOptions = {}): Flow {
  const { steps, handle } = useSteps(true);
  // Not a copy: that would make a signal for everybody, wanted or not.
  return Object.assign(Object.create(handle), { view: viewOf(steps, options) });
}

function useSteps(followed: boolean): { steps: Steps; handle: FlowHandle } {
  const page = usePageContext();
  const [, update] = useState(0);
  /** Who was pressed and then asked something. */
  const asker = useRef<HTMLElement | null>(null);
  const [made] = useState(() => {
    const host = {
      begun: () => {
        asker.current = (page?.pressed ?? null) as HTMLElement | null;
      },
      changed: () => update((n) => n + 1),
      leftOff: () => page?.hold(),
    };
    const steps = new Steps(host, followed);
    return { steps, handle: askingBy(steps) };
  });
  const asking = made.steps.shown.length > 0;
  useLayoutEffect(() => {
    // Whoever answered by the keyboard goes on with it where they were.
    if (asking || !made.steps.followed) return;
    asker.current?.focus();
    asker.current = null;
  }, [asking]);
  useEffect(() => {
    const { shown } = made.steps;
    if (shown.length > 0 && !shown.some((step) => step.isShown))
      page?.warn("a question waits that nobody sees: put the `view` of useFlow() where it should stand");
  }, [asking]);
  useEffect(() => {
    made.steps.begin();
    return () => made.steps.end();
  }, [made]);
  return made;
}

function viewOf(steps: Steps, { history }: FlowOptions): VNode | null {
  if (steps.shown.length === 0) return null;
  return (
    <>
      {history !== undefined && <StepHistory steps={steps} name={history} />}
      {steps.shown.map((step) => (
        <StepView key={step.number} step={step} steps={steps} />
      ))}
    </>
  );
}

/** One step. Once it is over it is out of reach, and never the same elements as another: an old press hits nothing. */
function StepView({ step, steps }: { step: Step; steps: Steps }): VNode {
  const page = usePageContext();
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (page) step.shown(page.pause);
    // Who has just pressed something goes on with the keyboard; nobody else's caret is taken away.
    if (steps.followed) place.current?.querySelector<HTMLElement>(CONTROLS)?.focus();
    steps.followed = false;
  }, []);
  return (
    <StepContext.Provider value={step}>
      <div ref={place} class="sessile-step" inert={step.over} aria-busy={step.over || undefined}>
        {step.view}
      </div>
    </StepContext.Provider>
  );
}

const CONTROLS = "input, select, textarea, button";

/** What a flow is made of. */
export interface FlowProps extends FlowOptions {
  /** The program. It is called once a page, when the flow is mounted, and again by the first load of the page after it was over. */
  readonly run: Program;
  /** What stands there while there is no step to show. */
  readonly children?: ComponentChildren;
}

/**
 * A program that asks one thing after the other, in its place of the page. It lives with the page: a reload shows the same step. When
 * the page goes, what it waits for rejects with SES_FLOW_ENDED, and `finally` cleans up while the session's resources are still open.
 *
 * @example
 * <Flow
 *   run={async ({ ask, confirm }) => {
 *     const name = await ask("Your name");
 *     if (await confirm(`Are you sure, ${name}?`)) return <p>Welcome, {name}.</p>;
 *   }}
 * />
 */
export function Flow({ run, history, children }: FlowProps): VNode {
  const page = usePageContext();
  const { steps, handle } = useSteps(false);
  const [result, setResult] = useState<{ readonly shown: ComponentChild } | null>(null);
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    let running = false;
    const start = (): void => {
      if (running) return;
      running = true;
      setResult(null);
      const program = steps.run(async () => (await latest.current(handle)) as ComponentChild);
      const over = program
        .then((shown) => setResult({ shown }))
        .finally(() => {
          running = false;
        });
      if (page) page.work(over);
    };
    start();
    return page?.onLoad(start);
  }, []);
  return <>{result ? result.shown : (viewOf(steps, history === undefined ? {} : { history }) ?? children)}</>;
}
