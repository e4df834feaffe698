import { useEffect, useRef } from "preact/hooks";
import { useLocation } from "../page/session-hooks.ts";
import type { Steps } from "./steps.ts";

/**
 * Keeps the browser's history and the steps together: a new step gets an entry, and whoever goes to another's is led
 * back to the present one, unless that lets people go back.
 */
export function StepHistory({ steps, name }: { readonly steps: Steps; readonly name: string }): null {
  const { query, navigate } = useLocation();
  const { present } = steps;
  const first = useRef(present?.number ?? 0);
  const entered = useRef(first.current);
  const number = present?.number;
  // The first step stands at the address the flow was found at.
  const at = Number(query.get(name) ?? first.current);
  useEffect(() => {
    if (number === undefined || at === number) return;
    const isNew = entered.current !== number;
    entered.current = number;
    if (!isNew && steps.goBack(at)) return;
    if (number === first.current) query.delete(name);
    else query.set(name, String(number));
    navigate(`?${query}`, { replace: !isNew });
  }, [at, number]);
  return null;
}
