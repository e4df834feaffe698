import type { GridQuery } from "./source.ts";

/** What answers a statement: a connection, a pool of them. `pg`'s are such, and PGlite. */
export interface SqlClient {
  query(sql: string, values?: unknown[]): PromiseLike<{ readonly rows: readonly unknown[] }>;
}

/** A connection of one's own, to be given back. */
export interface SqlConnection extends SqlClient {
  /** @param error why it is not to be used again; a pool ends it then */
  release(error?: Error | boolean): unknown;
}

/** What is selected. */
export interface SqlSelection {
  /** A table, a view, or a query in parentheses with a name: what stands behind FROM. Written by you, never by a user. */
  readonly from: string;
  /** The columns; grids call theirs the same. */
  readonly columns: readonly string[];
  /** A column that tells rows apart: it decides the order where nothing else does. One of `columns`. */
  readonly key: string;
}

/** A statement and its values. */
export interface Statement {
  readonly sql: string;
  readonly values: unknown[];
}

/** A name as SQL has it. */
function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** @throws RangeError for a column that is not selected */
function known({ columns }: SqlSelection, name: string): string {
  if (!columns.includes(name))
    throw new RangeError(`no column ${JSON.stringify(name)}; expected one of ${columns.join(", ")}`);
  return quoted(name);
}

function where(selection: SqlSelection, { filters }: GridQuery): Statement {
  const wanted = Object.entries(filters).filter(([, text]) => text !== "");
  const parts = wanted.map(([name], i) => `${known(selection, name)}::text ILIKE $${i + 1}`);
  return {
    sql: parts.length > 0 ? ` WHERE ${parts.join(" AND ")}` : "",
    // What is looked for is a text, not a pattern.
    values: wanted.map(([, text]) => `%${text.replace(/[\\%_]/g, "\\$&")}%`),
  };
}

/** How many rows fit. */
export function countOf(selection: SqlSelection, query: GridQuery): Statement {
  const { sql, values } = where(selection, query);
  return { sql: `SELECT count(*)::int AS total FROM ${selection.from}${sql}`, values };
}

/** All rows that fit, in order. @param backwards the last one first */
export function rowsOf(selection: SqlSelection, query: GridQuery, backwards = false): Statement {
  const { sql, values } = where(selection, query);
  const by = [...query.sort];
  if (!by.some(({ column }) => column === selection.key)) by.push({ column: selection.key, direction: "ascending" });
  const order = by.map(({ column, direction }) => {
    const isUp = (direction === "ascending") !== backwards;
    return `${known(selection, column)} ${isUp ? "ASC" : "DESC"}`;
  });
  const columns = selection.columns.map(quoted).join(", ");
  return { sql: `SELECT ${columns} FROM ${selection.from}${sql} ORDER BY ${order.join(", ")}`, values };
}

/** The number in the answer to {@link countOf}. */
export function totalIn({ rows }: { readonly rows: readonly unknown[] }): number {
  return (rows[0] as { readonly total: number }).total;
}
