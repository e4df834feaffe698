// Ten letters of a folder. All of it is links.
import type { Ref } from "preact";
import { Hyperlink } from "sessile/widgets";
import { nameOf, type Part } from "./model.ts";

interface LetterListProps {
  readonly folder: string;
  readonly name: string;
  readonly part: Part;
  /** The letter that is read. */
  readonly current?: number | undefined;
  readonly headingRef: Ref<HTMLHeadingElement>;
}

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

export function LetterList({ folder, name, part, current, headingRef }: LetterListProps) {
  const { letters, first, last, total, page, pages } = part;
  const to = (letter: number) =>
    folder === "drafts" ? `/write?draft=${letter}` : `/${folder}?page=${page}&letter=${letter}#letter`;
  return (
    <section aria-labelledby="folder">
      <div class="row spread">
        <h2 id="folder" ref={headingRef} tabIndex={-1}>
          {name}
        </h2>{" "}
        <nav class="row tight" aria-label="Pages">
          {page > 1 ? (
            <Hyperlink to={`/${folder}?page=${page - 1}`}>Newer</Hyperlink>
          ) : (
            <span class="quiet">Newer</span>
          )}{" "}
          <span>
            {first}–{last} of {total}
          </span>{" "}
          {page < pages ? (
            <Hyperlink to={`/${folder}?page=${page + 1}`}>Older</Hyperlink>
          ) : (
            <span class="quiet">Older</span>
          )}
        </nav>
      </div>
      <table class="letters">
        <thead>
          <tr>
            <th scope="col">{folder === "sent" || folder === "drafts" ? "To" : "From"}</th>
            <th scope="col">Subject</th>
            <th scope="col">Date</th>
          </tr>
        </thead>
        <tbody>
          {letters.map((letter) => (
            <tr
              key={letter.id}
              class={letter.read ? undefined : "unread"}
              aria-current={letter.id === current || undefined}
            >
              <td>{nameOf(folder === "sent" || folder === "drafts" ? letter.to : letter.from)}</td>
              <th scope="row">
                <Hyperlink to={to(letter.id)}>{letter.subject || "(no subject)"}</Hyperlink>
                {!letter.read && <span class="visually-hidden"> (unread)</span>}
              </th>
              <td>
                <time dateTime={new Date(letter.date).toISOString()}>{day.format(letter.date)}</time>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {total === 0 && <p class="quiet">Nothing in here.</p>}
    </section>
  );
}
