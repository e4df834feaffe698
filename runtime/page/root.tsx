import { Component, type ComponentType, Fragment, type VNode } from "preact";
import { PageContext, type PageContextValue } from "./context.ts";
import { ErrorView, type Failure } from "./error-view.tsx";

/** What stands around an app: see {@link PageRoot}. */
export interface RootProps {
  readonly App: ComponentType;
  readonly context: PageContextValue;
  readonly title: string;
  readonly styles: readonly string[];
  readonly script: string;
  /** Logs the error; says what may be shown of it. */
  readonly describe: (error: unknown) => Failure;
  /** Gets the root itself: Preact 11 hands a class component its `ref` as a mere prop. */
  readonly adopt: (root: PageRoot) => void;
}

interface RootState {
  readonly failure: Failure | null;
  /** Whether the app still stands: a handler failed, not a render. */
  readonly intact: boolean;
  readonly notice: string | null;
}

/**
 * htmx's settings, in its own notation. It is not to settle: it would give new elements the attributes of old ones with
 * the same id for some milliseconds. Islands keep their children when the whole tree is sent.
 */
const HTMX_CONFIG = `history:false,includeIndicatorCSS:false,defaultSettleDelay:0,morphSkipChildren:"[s-island]"`;

/**
 * The root of every page's tree: head and body, and the last error boundary. Preact's queues are shared by
 * all pages, so nothing may be thrown past this component.
 */
export class PageRoot extends Component<RootProps, RootState> {
  override state: RootState = { failure: null, intact: true, notice: null };

  constructor(props: RootProps) {
    super(props);
    props.adopt(this);
  }

  override componentDidCatch(error: unknown): void {
    this.setState({ failure: this.props.describe(error), intact: false });
  }

  /** A handler threw: the tree is whole, so it stays, with a notice above it. */
  handlerFailed(error: unknown): void {
    this.setState({ failure: this.props.describe(error), intact: true });
  }

  /** The runtime has something to tell. */
  notify(notice: string): void {
    this.setState({ notice });
  }

  readonly #dismiss = (): void => this.setState({ notice: null });

  readonly #resume = (): void => this.setState({ failure: null, intact: true });

  override render({ App, context, title, styles, script }: RootProps, { failure, intact, notice }: RootState): VNode {
    return (
      <PageContext.Provider value={context}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="htmx-config" content={HTMX_CONFIG} />
          <title>{title}</title>
          {styles.map((href) => (
            <link key={href} rel="stylesheet" href={href} />
          ))}
          <script src={script} defer />
        </head>
        <body>
          <Fragment key="error">
            {notice !== null && (
              <p class="sessile-notice" role="status">
                {notice}{" "}
                <button type="button" onClick={this.#dismiss}>
                  Close
                </button>
              </p>
            )}
            {failure && <ErrorView failure={failure} intact={intact} onResume={this.#resume} />}
          </Fragment>
          <Fragment key="app">{intact ? <App /> : null}</Fragment>
        </body>
      </PageContext.Provider>
    );
  }
}
