/** Shows a text in every place an app can put one. */
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { Head, useTitle } from "sessile/ui";

/** What attackers write: to leave a text, an attribute, an element, a patch, a line of the stream. */
export const PAYLOADS: readonly string[] = [
  `<script>hacked()</script>`,
  `</script><script>hacked()</script>`,
  `"><img src=x onerror=hacked()>`,
  `' onmouseover='hacked()`,
  `" onmouseover="hacked()`,
  "` onmouseover=`hacked()",
  `--><img src=x onerror=hacked()><!--`,
  `<!--<script>`,
  `]]><svg onload=hacked()>`,
  `</textarea></title></style></select></option></template></noscript></svg><b id=_2>out</b>`,
  `<hx-partial hx-target="body" hx-swap="innerHTML"><b>out</b></hx-partial>`,
  `</hx-partial><hx-partial hx-target="body" hx-swap="innerHTML"><b>out</b></hx-partial>`,
  `<hx-then><hx-partial hx-target="body" hx-swap="innerHTML"><b>out</b></hx-partial>`,
  `<HX-THEN></HX-PARTIAL>`,
  `\n\nid:99\ndata:<b>out</b>\n\n`,
  `\r\n\r\nid:99\r\nevent:whole\r\ndata:<b>out</b>\r\n\r\n`,
  `\revent:whole\rid:99`,
  `: comment\nretry: 1`,
  `a\0b`,
  `&lt;b&gt; &amp;amp; &#13; &NotEqualTilde; &`,
  `~sessile-token~`,
  `{"p":"x"}\\u003c\\`,
  `\u2028\u2029\u0085\u00a0\ufeff\u{1f600}`,
  `javascript:hacked()`,
  `#_2`,
  `_2`,
  `%0d%0aSet-Cookie:a=b`,
  `$& $1 $\` $'`,
  `\n\nleading and trailing\n`,
  ` `,
];

export function Everywhere({ text, children }: { text: string; children?: ComponentChildren }) {
  // htmx adds and removes a class of its own, and a browser then writes the others anew.
  const names = [...new Set(text.split(/\s+/))].filter(Boolean).join(" ") || "none";
  return (
    <section title={text} data-text={text} aria-label={text}>
      <p role="status">{text}</p>
      <p>
        between {text} and {text}
      </p>
      <pre>{text}</pre>
      <a href={`/?q=${encodeURIComponent(text)}`} class={names}>
        {text}
      </a>
      <i style={{ color: text, "--own": text, fontFamily: `"${text}"` }}>{text}</i>
      <i style={text} />
      <input aria-label="Value" value={text} placeholder={text} />
      <textarea aria-label="Text" value={text} />
      <select aria-label="Choice">
        <option value={text}>{text}</option>
        <optgroup label={text}>
          <option>{text}</option>
        </optgroup>
      </select>
      <button type="button" value={text} name={text} onClick={() => {}}>
        {text}
      </button>
      <a href="#here" aria-label={text} onClick={() => {}}>
        link
      </a>
      <svg viewBox="0 0 1 1">
        <title>{text}</title>
        <text x={text}>{text}</text>
      </svg>
      <x-box text={text}>{text}</x-box>
      <template>{text}</template>
      <table>
        <caption>{text}</caption>
        <tbody>
          <tr>
            <td>{text}</td>
          </tr>
        </tbody>
      </table>
      {children}
    </section>
  );
}

/** Texts that are shown from the start (`first`), and those that come by events: as a change, as something new, in the head, in a call. */
export function everywhere(first: readonly string[], next: readonly string[]) {
  return function Shown() {
    const [texts, setTexts] = useState(first);
    const [more, setMore] = useState<readonly string[]>([]);
    const [head, setHead] = useState("safe");
    const field = useRef<HTMLInputElement>(null);
    useTitle(head);
    return (
      <main>
        <Head>
          <meta name="description" content={head} />
        </Head>
        <button type="button" onClick={() => setTexts(texts === next ? first : next)}>
          Change
        </button>
        <button type="button" onClick={() => setMore([...more, ...next])}>
          Add
        </button>
        <button type="button" onClick={() => setHead(next.join(" "))}>
          Title
        </button>
        <button type="button" onClick={() => field.current?.setCustomValidity(next.join(" "))}>
          Call
        </button>
        <input ref={field} aria-label="Called" />
        {[...texts, ...more].map((text, i) => (
          <Everywhere key={i} text={text} />
        ))}
      </main>
    );
  };
}

declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "x-box": { text: string; children: ComponentChildren };
    }
  }
}
