import { Component, type ComponentChild, type ComponentType } from "preact";
import { ErrorView, type Failure } from "./error-view.tsx";

/** What the root needs of its page. */
export interface RootHost {
  readonly options: { readonly App: ComponentType };
  /** The root itself: Preact 11 hands a class component its `ref` as a mere prop. */
  root: PageRoot | null;
  /** Logs the error; says what may be shown of it. */
  describe(error: unknown): Failure;
}

interface RootState {
  readonly failure: Failure | null;
  /** Whether the app still stands: a handler failed, not a render. */
  readonly intact: boolean;
  readonly notice: string | null;
}

/** How every page begins, and most stay. */
const SOUND: RootState = { failure: null, intact: true, notice: null };

/**
 * The root of every page's tree, in its body: the app, and the last error boundary. Preact's queues are shared by
 * all pages, so nothing may be thrown past this component.
 */
export class PageRoot extends Component<{ readonly page: RootHost }, RootState> {
  override state: RootState = SOUND;

  constructor(props: { readonly page: RootHost }) {
    super(props);
    props.page.root = this;
  }

  override componentDidCatch(error: unknown): void {
    this.setState({ failure: this.props.page.describe(error), intact: false });
  }

  /** A handler threw: the tree is whole, so it stays, with a notice above it. */
  handlerFailed(error: unknown): void {
    this.setState({ failure: this.props.page.describe(error), intact: true });
  }

  /** The runtime has something to tell. */
  notify(notice: string): void {
    this.setState({ notice });
  }

  override render({ page }: { readonly page: RootHost }, { failure, intact, notice }: RootState): ComponentChild {
    const { App } = page.options;
    const resume = (): void => this.setState({ failure: null, intact: true });
    // Each keeps its place, so that the app stays what it is when something is shown above it.
    return [
      notice !== null && (
        <p class="sessile-notice" role="status">
          {notice}{" "}
          <button type="button" onClick={() => this.setState({ notice: null })}>
            Close
          </button>
        </p>
      ),
      failure && <ErrorView failure={failure} intact={intact} onResume={resume} />,
      intact && <App key="app" />,
    ] as unknown as ComponentChild;
  }
}
