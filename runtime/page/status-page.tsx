import { renderToStaticMarkup } from "preact-render-to-string";

/** What a plain answer says: a status, what happened, what to do. */
export interface StatusText {
  readonly status: number;
  readonly title: string;
  readonly text: string;
}

/** A small whole document for an answer that is no page: 404, 405, 413 … */
export function statusPage({ status, title, text }: StatusText): string {
  return `<!DOCTYPE html>${renderToStaticMarkup(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${status} ${title}`}</title>
      </head>
      <body>
        <main>
          <h1>{`${status} ${title}`}</h1>
          <p>{text}</p>
        </main>
      </body>
    </html>,
  )}`;
}
