import { type GridQuery, type GridSource, type GridWindow, signature } from "./source.ts";
import { countOf, rowsOf, type SqlConnection, type SqlSelection, totalIn } from "./sql.ts";

/** What {@link cursorSource} needs. */
export interface CursorOptions extends SqlSelection {
  /** A connection for this source alone: `() => pool.connect()`. */
  readonly connect: () => PromiseLike<SqlConnection>;
}

/**
 * Rows of a PostgreSQL query by a cursor: the database keeps the result, and windows are fetched from it wherever they are. Rows stay as they
 * were when the order was asked for, and no window is sorted twice; but it takes a connection, and room in the database, as long as it
 * is open. So it belongs to one session, which closes it.
 *
 * @example
 * const boats = useResource(() => cursorSource<Boat>({ connect: () => pool.connect(), from: "boats", columns: ["id", "name"], key: "id" }));
 */
export function cursorSource<Row>({
  connect,
  ...selection
}: CursorOptions): GridSource<Row> & { close(): Promise<void> } {
  let connection: Promise<SqlConnection> | null = null;
  let open: { readonly key: string; readonly total: number } | null = null;
  let isClosed = false;
  /** A connection does one thing after the other. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
  const connected = (): Promise<SqlConnection> => {
    if (isClosed) throw new Error("this cursor's source is closed");
    connection ??= Promise.resolve(connect());
    // Where nobody answered, the next one asks again.
    connection.catch(() => {
      connection = null;
    });
    return connection;
  };
  const giveBack = async (client: SqlConnection, error?: Error | boolean): Promise<void> => {
    if (open) await Promise.resolve(client.query("CLOSE grid_cursor")).catch(() => {});
    open = connection = null;
    client.release(error);
  };
  const declare = async (client: SqlConnection, query: GridQuery): Promise<number> => {
    const key = signature(query);
    if (open?.key === key) return open.total;
    if (open) await client.query("CLOSE grid_cursor");
    open = null;
    const count = countOf(selection, query);
    const total = totalIn(await client.query(count.sql, count.values));
    const { sql, values } = rowsOf(selection, query);
    await client.query(`DECLARE grid_cursor SCROLL CURSOR WITH HOLD FOR ${sql}`, values);
    open = { key, total };
    return total;
  };
  const fetch = async ({ offset, limit, signal, ...query }: GridWindow) => {
    signal.throwIfAborted();
    const client = await connected();
    try {
      const total = await declare(client, query);
      await client.query(`MOVE ABSOLUTE ${Math.trunc(offset)} FROM grid_cursor`);
      const { rows } = await client.query(`FETCH FORWARD ${Math.trunc(limit)} FROM grid_cursor`);
      return { rows: rows as readonly Row[], total };
    } catch (error) {
      // It may be the connection that is at its end: the next one asks over another.
      await giveBack(client, error instanceof Error ? error : true);
      throw error;
    }
  };
  return {
    load: (window) => inTurn(() => fetch(window)),
    async close() {
      isClosed = true;
      await last;
      const client = await connection?.catch(() => null);
      if (client) await giveBack(client);
    },
  };
}
