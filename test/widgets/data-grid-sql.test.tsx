/** Grids on PostgreSQL: the database itself, in this process (PGlite). */
import { PGlite } from "@electric-sql/pglite";
import { visit } from "sessile/testing";
import "sessile/testing/vitest";
import { useResource } from "sessile/ui";
import {
  cursorSource,
  DataGrid,
  type GridQuery,
  type GridSource,
  querySource,
  type SqlConnection,
} from "sessile/widgets";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allRows } from "../../widgets/collections/data-grid/source.ts";
import { type Random, seeds, withSeed } from "../support/random.ts";

interface Boat {
  readonly id: number;
  readonly name: string;
  readonly built: number | null;
}

const COUNT = 3000;
const db = new PGlite();
let lent = 0;
const connect = async (): Promise<SqlConnection> => {
  lent++;
  return { query: (sql, values) => db.query(sql, values), release: () => lent-- };
};
const pool = { query: (sql: string, values?: unknown[]) => db.query(sql, values), connect };
const selection = { from: "boats", columns: ["id", "name", "built"], key: "id" };
const { signal } = new AbortController();

beforeAll(async () => {
  await db.exec(`
    CREATE TABLE boats (id int PRIMARY KEY, name text NOT NULL, built int);
    INSERT INTO boats SELECT n, 'Boat ' || n || CASE WHEN n % 1000 = 0 THEN ' 100%_' ELSE '' END,
      CASE WHEN n % 7 = 0 THEN NULL ELSE 1900 + n * 37 % 100 END FROM generate_series(1, ${COUNT}) n`);
}, 60_000);
afterAll(() => db.close());

const kinds: [string, () => GridSource<Boat>][] = [
  ["querySource", () => querySource<Boat>({ pool, ...selection })],
  ["cursorSource", () => cursorSource<Boat>({ connect, ...selection })],
];

describe.each(kinds)("%s", (_name, make) => {
  test.each(seeds(3))("gives windows of what the database has in order (seed %i)", (seed) =>
    withSeed(seed, async (random: Random) => {
      const source = make();
      for (let i = 0; i < 4; i++) {
        const down = random.chance(0.5);
        const text = random.pick(["", "99", "boat 1"]);
        const query: GridQuery = {
          sort: random.chance(0.3) ? [] : [{ column: "built", direction: down ? "descending" : "ascending" }],
          filters: text ? { name: text } : {},
        };
        const order = query.sort.length ? `built ${down ? "DESC" : "ASC"}, id` : "id";
        const { rows: all } = await db.query<Boat>(`SELECT * FROM boats WHERE name ILIKE $1 ORDER BY ${order}`, [
          `%${text}%`,
        ]);
        for (let j = 0; j < 5; j++) {
          const offset = random.int(all.length + 10);
          const { rows, total } = await source.load({ ...query, offset, limit: 24, signal });
          expect(total).toBe(all.length);
          expect(rows).toEqual(all.slice(offset, offset + 24));
        }
      }
      await source.close?.();
    }),
  );

  test("takes what is typed for a text, and only columns there are", async () => {
    const source = make();
    const load = (filters: GridQuery["filters"]) => source.load({ sort: [], filters, offset: 0, limit: 5, signal });
    expect((await load({ name: "100%_" })).total).toBe(COUNT / 1000);
    expect((await load({ name: "'; DROP TABLE boats; --" })).total).toBe(0);
    await expect(async () => load({ 'id" = 1 OR "id': "1" })).rejects.toThrow(/no column/);
    expect((await load({})).total).toBe(COUNT);
    await source.close?.();
  });

  test("gives back its connection", async () => {
    const source = make();
    let rows = 0;
    for await (const { id } of allRows(source, { sort: [], filters: {} })) if (id && ++rows === 2500) break;
    await source.close?.();
    expect([rows, lent]).toEqual([2500, 0]);
  });
});

test("a grid of a table: sorted, filtered, at its end, downloaded; the session's end closes the cursor", async () => {
  const Boats = () => {
    const source = useResource(
      () => cursorSource<Boat>({ connect, ...selection }) as GridSource<Boat> & { close(): void },
    );
    return (
      <DataGrid
        label="Boats"
        locale="en"
        download="boats.csv"
        columns={[
          { id: "name", label: "Name", filter: true },
          { id: "built", label: "Built" },
        ]}
        source={source}
      />
    );
  };
  const page = await visit(Boats, { script: false });
  expect(page.getByRole("status")).toHaveText("3,000 rows");
  await page.getByRole("button", { name: "Last" }).click();
  expect(page.getByRole("gridcell", { name: "Boat 2999" })).toBeVisible();
  await page.getByLabel("Filter Name").fill("Boat 77");
  await page.getByRole("button", { name: "Built" }).click();
  expect(page.getByRole("status")).toHaveText("11 rows");
  const file = await page.getByRole("link", { name: "Download CSV" }).download();
  expect((await file.text()).split("\r\n")).toHaveLength(13);
  expect(lent).toBe(1);
  await page.close();
});

test("a cursor whose connection has broken is opened over another", async () => {
  const given: unknown[] = [];
  let isBroken = false;
  const source = cursorSource<Boat>({
    connect: async () => {
      let isDead = false;
      const query = async (sql: string, values?: unknown[]) => {
        isDead ||= isBroken;
        if (isDead) throw new Error("Connection terminated");
        return db.query(sql, values);
      };
      return { query, release: (error) => given.push(error) };
    },
    ...selection,
  });
  const window = { sort: [], filters: {}, offset: 0, limit: 1, signal };
  await source.load(window);
  isBroken = true;
  await expect(source.load(window)).rejects.toThrow("Connection terminated");
  isBroken = false;
  // With a connection its cursors end.
  await db.query("CLOSE grid_cursor");
  expect(await source.load(window)).toMatchObject({ total: COUNT });
  expect(given).toEqual([new Error("Connection terminated")]);
  await source.close();
  expect(given).toHaveLength(2);
});
