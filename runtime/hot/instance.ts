/** A component's instance goes on with another version: which of its hooks' state it keeps, and how that is taken back. */

/** The state of one hook. Preact's mangled names, as in `page/preact.ts`. */
interface Hook {
  /** The value of state, memo and ref; an effect's callback. */
  __?: unknown;
  /** The dependencies. */
  __H?: unknown[] | undefined;
  /** An effect's clean-up; a reducer's component; nothing else. */
  __c?: unknown;
  /** What was set and is not yet rendered; an effect: whether it waits for the paint. */
  __P?: boolean;
}

/** An instance of a function component. */
export interface Instance {
  /** The function that renders. */
  constructor: unknown;
  /** Its hooks, and the effects that wait. */
  __H?: { __: Hook[]; __h: unknown[] } | undefined;
  /** What is called once it is committed. */
  __h?: unknown[];
  componentDidCatch?: unknown;
}

/** How an instance was before it went on with another version. */
export interface Before {
  /** The version that rendered. */
  readonly former: unknown;
  readonly hooks: Instance["__H"];
  readonly callbacks: unknown[];
  /** Whether its hooks begin anew. */
  readonly reset: boolean;
}

/** @param keep whether the new version can go on with the hooks' state */
export function goOn(instance: Instance, type: unknown, keep: boolean): Before {
  const { constructor: former, __H: hooks, __h: callbacks = [] } = instance;
  const reset = !keep && hooks !== undefined;
  instance.constructor = type;
  if (reset) {
    instance.__H = undefined;
    // useErrorBoundary writes it once, for the state it had then.
    delete instance.componentDidCatch;
  } else for (const hook of hooks?.__ ?? []) if (!isState(hook)) hook.__H = undefined;
  return { former, hooks, callbacks: [...callbacks], reset };
}

/** Effects and memos run anew with the new code; what `useRef` and `useSignal` hold is state, though they are memos to Preact. */
function isState({ __: value, __H: args, __P: effect }: Hook): boolean {
  if (effect !== undefined || args?.length !== 0 || typeof value !== "object" || value === null) return false;
  return "current" in value || ("peek" in value && "subscribe" in value);
}

/** The new version could not render: the instance is as it was. */
export function goBack(instance: Instance, { former, hooks, callbacks, reset }: Before): void {
  instance.constructor = former;
  instance.__H = hooks;
  instance.__h = callbacks;
  // Effects of the render that failed must not run.
  if (hooks && !reset) hooks.__h = [];
}

/** Cleans up after hooks that are gone, all of them whatever one throws. */
export function dispose(hooks: Instance["__H"], failed: (error: unknown) => void): void {
  for (const hook of hooks?.__ ?? []) {
    const { __c: cleanUp } = hook;
    if (typeof cleanUp !== "function") continue;
    hook.__c = undefined;
    try {
      cleanUp();
    } catch (error) {
      failed(error);
    }
  }
}
