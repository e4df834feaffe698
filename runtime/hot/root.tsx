import { Component, type ComponentChild, type ComponentType, createElement } from "preact";
import { Head, useTitle } from "../page/hooks.ts";
import type { Page } from "../page/page.ts";
import { currentScope } from "../page/preact.ts";
import { Overlay, Remounted } from "./overlay.tsx";
import type { Problem } from "./problem.ts";
import { type SwapHost, watchPage } from "./swap.ts";

/** What stands around every app. */
export type Frame = ComponentType<{
  readonly title: string;
  readonly description: string;
  readonly children?: ComponentChild;
}>;

/** An app as it is now; one object for as long as the server runs. */
export interface LiveApp {
  /** Null: its code has not run yet. */
  component: ComponentType | null;
  frame: Frame | null;
  title: string;
  description: string;
  /** The language of its document; read as the server starts. */
  lang: string | undefined;
  /** Whether it answers for all paths below its own; read as the server starts. */
  routes: boolean;
  /** URLs of style sheets, with a number that grows when one changes. */
  styles: readonly string[];
  /** Why the code that was saved last does not run. */
  problem: Problem | null;
  /** A component began anew in some page. */
  remounted(name: string): void;
  /** Some page could not take the new code over. */
  failed(): void;
}

interface RootState {
  /** What failed in this page alone. */
  readonly failure: Problem | null;
  readonly remounted: readonly string[];
}

const NOTHING: RootState = { failure: null, remounted: [] };

/** The root of every page of an app in development: the app, and what is to be said about its code. */
class HotRoot extends Component<{ readonly app: LiveApp }, RootState> implements SwapHost {
  /** Not the app's: error views and log lines do not name it. */
  static override readonly displayName = "";
  override state = NOTHING;
  readonly #page = currentScope() as Page;
  #parts: readonly unknown[] = [];
  #vnode: ComponentChild = null;

  override componentWillMount(): void {
    roots.set(this.#page, this);
    watchPage(this.#page, this);
  }

  failed(error: unknown): void {
    if (!this.state.failure) this.props.app.failed();
    const { message = String(error), source, components } = this.#page.describe(error);
    this.setState({ failure: { message, ...(source && { source }), ...(components && { components }) } });
  }

  remounted(name: string): void {
    this.props.app.remounted(name);
    this.setState(({ remounted }) => (remounted.includes(name) ? null : { remounted: [...remounted, name] }));
  }

  /** The same vnode as long as it says the same: then nothing below renders but what must. */
  #content({ component, frame, title, description }: LiveApp): ComponentChild {
    const parts = [component, frame, title, description];
    if (parts.some((part, i) => part !== this.#parts[i])) {
      this.#parts = parts;
      const app = component && createElement(component, { key: "app" });
      this.#vnode = frame ? createElement(frame, { key: "frame", title, description }, app) : app;
    }
    return this.#vnode;
  }

  override render({ app }: { readonly app: LiveApp }, { failure, remounted }: RootState): ComponentChild {
    const { title, styles } = app;
    const problem = app.problem ?? failure;
    // Each keeps its place, so that the app stays what it is when something is shown above it.
    return [
      <About key="about" title={title} styles={styles} />,
      problem && <Overlay key="problem" problem={problem} />,
      remounted.length > 0 && (
        <Remounted key="remounted" names={remounted} onClose={() => this.setState({ remounted: [] })} />
      ),
      this.#content(app),
    ] as unknown as ComponentChild;
  }
}

/** The title until the app sets one, and the style sheets: part of the tree, so that they change with it. */
function About({ title, styles }: { readonly title: string; readonly styles: readonly string[] }) {
  useTitle(title);
  return (
    <Head>
      {styles.map((href) => (
        <link key={href.split("?")[0]} rel="stylesheet" href={href} />
      ))}
    </Head>
  );
}

const roots = new WeakMap<Page, HotRoot>();

/** The component to serve for an app. */
export function rootOf(app: LiveApp): ComponentType {
  return Object.assign(() => <HotRoot app={app} />, { displayName: "" });
}

/**
 * The app has changed: the page's root is to render anew, in the turn that is under way. A page whose app was gone, for
 * an error that nobody caught, gets it back.
 */
export function renewRoot(page: Page): void {
  if (page.root?.state.failure) page.root.setState({ failure: null, intact: true });
  roots.get(page)?.setState(NOTHING);
}
