import type { Token, Tokens } from "marked";
import type { ComponentChildren } from "preact";

/** Where a document's links and pictures lead. Null: nowhere here. */
export interface Targets {
  link(href: string): string | null;
  image(src: string): string | null;
}

/** A heading's anchor, as GitHub writes it: lower case, without punctuation, with hyphens for spaces. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\d\s_-]/gu, "")
    .replace(/\s/g, "-");
}

/** What is left of inline marks: the text people read. */
export function plainText(tokens: readonly Token[]): string {
  return tokens.map((token) => ("tokens" in token && token.tokens ? plainText(token.tokens) : textOf(token))).join("");
}

/** A text of Markdown may hold references to characters; in code they stand for themselves. */
function textOf(token: Token): string {
  const { text = "" } = token as { readonly text?: string };
  if (token.type === "codespan" || token.type === "code") return text;
  return text.replace(/&(amp|lt|gt|quot);/g, (_, name: string) => REFERENCES[name] ?? "");
}

const REFERENCES: { readonly [name: string]: string | undefined } = { amp: "&", lt: "<", gt: ">", quot: '"' };

/**
 * Markdown as elements. Raw HTML in it is left out, so that a document can bring in nothing but text, links within what
 * `targets` allows, and pictures.
 */
export function Markdown({ tokens, targets }: { readonly tokens: readonly Token[]; readonly targets: Targets }) {
  return <>{tokens.map((token) => element(token, targets))}</>;
}

function element(token: Token, targets: Targets): ComponentChildren {
  const tokens = ("tokens" in token && token.tokens) || [];
  const inner = (): ComponentChildren => <Markdown tokens={tokens} targets={targets} />;
  switch (token.type) {
    case "heading": {
      const Heading = `h${(token as Tokens.Heading).depth}` as "h1";
      return <Heading id={anchor(plainText(tokens))}>{inner()}</Heading>;
    }
    case "paragraph":
      return <p>{inner()}</p>;
    case "text":
      return tokens.length > 0 ? inner() : textOf(token);
    case "escape":
      return textOf(token);
    case "strong":
      return <strong>{inner()}</strong>;
    case "em":
      return <em>{inner()}</em>;
    case "del":
      return <del>{inner()}</del>;
    case "br":
      return <br />;
    case "hr":
      return <hr />;
    case "codespan":
      return <code>{textOf(token)}</code>;
    case "code":
      return (
        <pre>
          <code>{textOf(token)}</code>
        </pre>
      );
    case "blockquote":
      return <blockquote>{inner()}</blockquote>;
    case "list":
      return <List list={token as Tokens.List} targets={targets} />;
    case "table":
      return <Table table={token as Tokens.Table} targets={targets} />;
    case "link": {
      const href = targets.link((token as Tokens.Link).href);
      return href === null ? inner() : <a href={href}>{inner()}</a>;
    }
    case "image": {
      const src = targets.image((token as Tokens.Image).href);
      return src === null ? textOf(token) : <img src={src} alt={textOf(token)} />;
    }
    default:
      return null;
  }
}

function List({ list, targets }: { readonly list: Tokens.List; readonly targets: Targets }) {
  const items = list.items.map((item) => (
    <li>
      <Markdown tokens={item.tokens} targets={targets} />
    </li>
  ));
  return list.ordered ? <ol start={Number(list.start)}>{items}</ol> : <ul>{items}</ul>;
}

function Table({ table, targets }: { readonly table: Tokens.Table; readonly targets: Targets }) {
  const head = table.header.some(({ text }) => text !== "");
  return (
    <div class="wide">
      <table>
        {head && (
          <thead>
            <tr>
              {table.header.map(({ tokens }) => (
                <th scope="col">
                  <Markdown tokens={tokens} targets={targets} />
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {table.rows.map((row) => (
            <tr>
              {row.map(({ tokens }) => (
                <td>
                  <Markdown tokens={tokens} targets={targets} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
