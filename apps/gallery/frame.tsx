// What the gallery puts around an app: the way back, and what stands in the document's head.
import type { ComponentChildren, ComponentType } from "preact";
import { Head } from "sessile/ui";

/** The frame around an app; the app itself knows nothing of it. */
export default function Frame({ description, children }: { description: string; children?: ComponentChildren }) {
  return (
    <>
      <PageHead description={description} />
      <header class="site">
        <a href="/">
          <Limpet />
          Sessile apps
        </a>
      </header>
      {children}
    </>
  );
}

/** The app in the gallery's frame. */
export function framed(App: ComponentType, description: string): ComponentType {
  return function Framed() {
    return (
      <Frame description={description}>
        <App />
      </Frame>
    );
  };
}

/** What every page of the gallery has in its head. */
export function PageHead({ description }: { description: string }) {
  return (
    <Head>
      <meta name="description" content={description} />
      <link rel="icon" type="image/svg+xml" href="/assets/favicon.svg" />
    </Head>
  );
}

/** A limpet, seen from the side. */
export function Limpet() {
  return (
    <svg class="limpet" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <path d="M2.5 25C5 15 11 6 16 6s11 9 13.5 19c-4 2-23 2-27 0Z" />
      <path d="M15 11 9.5 25.5M16 11v15.5M17 11l5.5 14.5" />
    </svg>
  );
}
