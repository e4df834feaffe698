import type { VNode } from "preact";
import type { Problem } from "./problem.ts";

/** Shown above an app whose code, as it was saved last, does not run. What stands below is what was there before. */
export function Overlay({ problem: { message, source, components = [] } }: { readonly problem: Problem }): VNode {
  return (
    <section class="sessile-error" role="alert" data-sessile-hot="problem">
      <h2>The code does not run</h2>
      <p>Below is what ran before, with its state. The next save without an error takes this away.</p>
      <p class="sessile-error-message">{message}</p>
      {components.length > 0 && <p class="sessile-error-components">in {components.join(" ‹ ")}</p>}
      {source !== undefined && <pre class="sessile-error-source">{source}</pre>}
    </section>
  );
}

/** Says which components lost their state with the last save. */
export function Remounted(props: { readonly names: readonly string[]; readonly onClose: () => void }): VNode {
  return (
    <p class="sessile-notice" role="note" data-sessile-hot="remounted">
      Mounted anew, for its hooks are others now: {props.names.join(", ")}.{" "}
      <button type="button" onClick={props.onClose}>
        Close
      </button>
    </p>
  );
}
