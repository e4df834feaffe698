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
        <meta name="color-scheme" content="light dark" />
        <title>{`${status} ${title}`}</title>
        {/* No icon: a browser would ask for one, and that is the next 404. */}
        <link rel="icon" href="data:," />
      </head>
      <body>
        <main style="max-width:40rem;margin:3rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif">
          <h1>{`${status} ${title}`}</h1>
          <p>{text}</p>
        </main>
      </body>
    </html>,
  )}`;
}
