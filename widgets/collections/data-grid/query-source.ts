import { type GridQuery, type GridSource, signature } from "./source.ts";
import { countOf, rowsOf, type SqlClient, type SqlConnection, type SqlSelection, totalIn } from "./sql.ts";

/** What {@link querySource} needs. */
export interface QueryOptions extends SqlSelection {
  /** PostgreSQL: `pg`'s Pool, or anything with its two methods. `connect` is used for downloads. */
  readonly pool: SqlClient & { connect(): PromiseLike<SqlConnection> };
  /** Milliseconds for which the number of rows is believed: to count a million takes longer than to show some. Default 5000. */
  readonly countFor?: number | undefined;
}

/** Rows of a download that are fetched at once. */
const PIECE = 1000;
/** Filters whose number of rows is remembered. */
const COUNTS = 50;

/**
 * Rows of a PostgreSQL table. Each window is a query of its own, so that all sessions can share the source and its pool; rows near the end
 * are looked for from the end. An index on the columns that are sorted by makes it quick. A download is read by a cursor.
 *
 * @example
 * const boats = querySource<Boat>({ pool, from: "boats", columns: ["id", "name", "built"], key: "id" });
 */
export function querySource<Row>({ pool, countFor = 5000, ...selection }: QueryOptions): GridSource<Row> {
  const counts = new Map<string, { readonly total: Promise<number>; readonly until: number }>();

  const count = (query: GridQuery): Promise<number> => {
    const key = signature({ ...query, sort: [] });
    const known = counts.get(key);
    if (known && known.until > performance.now()) return known.total;
    const { sql, values } = countOf(selection, query);
    const total = Promise.resolve(pool.query(sql, values)).then(totalIn);
    counts.delete(key);
    counts.set(key, { total, until: performance.now() + countFor });
    if (counts.size > COUNTS) counts.delete(counts.keys().next().value as string);
    total.catch(() => counts.delete(key));
    return total;
  };

  return {
    async load({ offset, limit, signal, ...query }) {
      const total = await count(query);
      signal.throwIfAborted();
      const most = Math.max(0, Math.min(limit, total - offset));
      const backwards = offset > total / 2;
      const { sql, values } = rowsOf(selection, query, backwards);
      const skip = backwards ? total - offset - most : offset;
      const { rows } = await pool.query(`${sql} LIMIT ${most} OFFSET ${Math.max(0, skip)}`, values);
      return { rows: (backwards ? [...rows].reverse() : rows) as readonly Row[], total };
    },
    async *stream(query) {
      const connection = await pool.connect();
      try {
        const { sql, values } = rowsOf(selection, query);
        await connection.query("BEGIN READ ONLY");
        await connection.query(`DECLARE grid_rows NO SCROLL CURSOR FOR ${sql}`, values);
        for (;;) {
          const { rows } = await connection.query(`FETCH ${PIECE} FROM grid_rows`);
          yield* rows as readonly Row[];
          if (rows.length < PIECE) return;
        }
      } finally {
        // The cursor ends with it. A connection that is broken cannot, and is given back all the same.
        await Promise.resolve(connection.query("ROLLBACK")).catch(() => {});
        connection.release();
      }
    },
  };
}
