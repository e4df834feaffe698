import { renderToStaticMarkup } from "preact-render-to-string";
import type { BaseService } from "../http/service/service.ts";
import { type Document, readDocuments, type Shown } from "./documents.ts";
import { Markdown } from "./markdown.tsx";
import type { RuntimeState } from "./state.ts";

/** What the pages of help show of themselves. */
interface Frame {
  /** URLs of style sheets. */
  readonly styles: readonly string[];
  readonly service: BaseService;
  readonly title: string;
  readonly children: preact.ComponentChildren;
}

/** `/factory/help/`: what this server serves, and the toolkit's own documents. Written when first asked for, and kept. */
export class Help {
  readonly #service: BaseService;
  readonly #state: RuntimeState | null;
  readonly #styles: readonly string[];
  readonly #shown: Shown;
  readonly #written = new Map<string, string>();
  #documents: Promise<readonly Document[]> | null = null;

  constructor(
    { service, state }: { readonly service: BaseService; readonly state: RuntimeState | null },
    { styles, shown }: { readonly styles: readonly string[]; readonly shown: Shown },
  ) {
    this.#service = service;
    this.#state = state;
    this.#styles = styles;
    this.#shown = shown;
  }

  /** @param name "" for the list of all. @returns a whole document; null: there is none of this name */
  async page(name: string): Promise<string | null> {
    this.#documents ??= readDocuments(this.#shown);
    const documents = await this.#documents;
    if (name === "") return this.#index(documents);
    const known = this.#written.get(name);
    if (known !== undefined) return known;
    const document = documents.find((each) => each.name === name);
    if (!document) return null;
    const html = this.#write(
      document.title,
      <article class="help">
        <Markdown tokens={document.tokens} targets={document.targets} />
      </article>,
    );
    this.#written.set(name, html);
    return html;
  }

  #index(documents: readonly Document[]): string {
    const { name, description } = this.#service;
    return this.#write(
      "Help",
      <>
        <h1>{name}</h1>
        {description && <p>{description}</p>}
        {this.#state && (
          <section>
            <h2>On this server</h2>
            <dl aria-label="Apps">
              {this.#state.apps.map(({ prefix, title, description }) => (
                <>
                  <dt>
                    <a href={prefix}>{title}</a>
                  </dt>
                  <dd>{description || prefix}</dd>
                </>
              ))}
            </dl>
          </section>
        )}
        <section>
          <h2>The toolkit</h2>
          <dl aria-label="Documents">
            {documents.map((each) => (
              <>
                <dt>
                  <a href={this.#shown.documents + each.name}>{each.title}</a>
                </dt>
                <dd>{each.summary}</dd>
              </>
            ))}
          </dl>
        </section>
      </>,
    );
  }

  #write(title: string, children: preact.ComponentChildren): string {
    const { name } = this.#service;
    return `<!DOCTYPE html>${renderToStaticMarkup(
      <Page
        title={title === "Help" ? `${name}: help` : `${title} · ${name}`}
        service={this.#service}
        styles={this.#styles}
      >
        {children}
      </Page>,
    )}`;
  }
}

function Page({ title, styles, service, children }: Frame) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        {styles.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        <link rel="icon" href="data:," />
      </head>
      <body>
        <header class="site">
          <a href="/factory/help/">{service.name}: help</a>
        </header>
        <main class="wide">{children}</main>
      </body>
    </html>
  );
}
