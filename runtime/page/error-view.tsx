import type { VNode } from "preact";

/** What an error view tells. In production only that something went wrong. */
export interface Failure {
  /** Absent in production. */
  readonly message?: string;
  readonly components?: readonly string[];
  readonly stack?: string;
  readonly source?: string;
}

/** Shown in place of the app (or above it, where the app still stands) after an exception. */
export function ErrorView(props: { failure: Failure; intact: boolean; onResume: () => void }): VNode {
  const { failure, intact, onResume } = props;
  return (
    <section class="sessile-error" role="alert">
      <h2>Something went wrong</h2>
      <p>
        {intact
          ? "What you just did could not be carried out. Everything else is as it was."
          : "This page could not be shown. It has been reported."}
      </p>
      {failure.message !== undefined && <p class="sessile-error-message">{failure.message}</p>}
      {failure.components && failure.components.length > 0 && (
        <p class="sessile-error-components">in {failure.components.join(" ‹ ")}</p>
      )}
      {failure.source !== undefined && <pre class="sessile-error-source">{failure.source}</pre>}
      {failure.stack !== undefined && <pre class="sessile-error-stack">{failure.stack}</pre>}
      <button type="button" onClick={onResume}>
        {intact ? "Continue" : "Try again"}
      </button>
    </section>
  );
}
