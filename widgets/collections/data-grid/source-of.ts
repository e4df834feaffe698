import { arraySource } from "./array-source.ts";
import type { GridSource, RowsFrom } from "./source.ts";

/** Whatever was given, as a source. */
export function sourceOf<Row>(from: RowsFrom<Row>): GridSource<Row> {
  if (typeof from === "function") return { load: from };
  return "load" in from ? from : arraySource(from);
}
