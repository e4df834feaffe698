// The server's side of the form: what it holds this moment, and what it saved last.
import { fieldId, LABELS } from "./booking.ts";
import type { Row } from "./receipt.ts";

/** The values as they are typed. Each is an `<output>` of its field; quiet, for a screen reader has just spoken the key. */
export function Echo({ rows }: { rows: readonly Row[] }) {
  return (
    <table>
      <caption>What the server holds</caption>
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{LABELS[name]}</th>
            <td>
              <output for={fieldId(name)} aria-live="off">
                {value}
              </output>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the last submit saved. */
export function Receipt({ rows }: { rows: readonly Row[] }) {
  return (
    <table>
      <caption>What was saved</caption>
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{LABELS[name]}</th>
            <td class={name === "notes" ? "verbatim" : undefined}>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
