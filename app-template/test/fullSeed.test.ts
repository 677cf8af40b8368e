// The whole data set, as `npm start` writes it.
import { expect, it } from "vitest";
import { seedDatabase } from "../src/seed/seedDatabase.ts";
import { newTestApp } from "./newTestApp.ts";

it("writes the whole data set once, and reviews whose stars are those of the books on the whole", async () => {
  const app = await newTestApp("full_seed");
  const output: string[] = [];
  const seed = (): Promise<void> =>
    seedDatabase(app.database.driver, { write: (text: string) => output.push(text) });
  const tables =
    "authors books series tags books_to_tags contributions readers reviews libraries shelves shelf_books loans notes".split(
      " ",
    );
  const counts = async (): Promise<unknown> => {
    const columns = tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`);
    return (await app.database.pool.query(`SELECT ${columns.join(", ")}`)).rows[0];
  };

  await seed();
  const first = await counts();
  await seed();

  expect([first, await counts()]).toEqual([all, all]);
  expect(output.at(-1)).toBe(
    "Nothing to seed: 10,000 books are there, and readers with their reviews.\n",
  );
  const { rows } = await app.database.pool.query(averages);
  expect(rows).toEqual([{ made_up: "4.03", given: "4.03", made_up_rows: 20_500 }]);
  await app.close();
});

/** Rows by table: authors as the data set's README counts them. */
const all = {
  authors: 5841,
  books: 10_000,
  series: 1691,
  tags: 1738,
  books_to_tags: 23_334,
  contributions: 3209,
  readers: 500,
  reviews: 20_000,
  libraries: 2,
  shelves: 8,
  shelf_books: 120,
  loans: 4,
  notes: 2,
};

const averages = `
  SELECT
    (SELECT round(avg(rating), 2)::text FROM reviews) AS made_up,
    (SELECT round(sum(ratings_1 + 2 * ratings_2 + 3 * ratings_3 + 4 * ratings_4 + 5 * ratings_5)::numeric
      / sum(ratings_1 + ratings_2 + ratings_3 + ratings_4 + ratings_5), 2)::text FROM books) AS given,
    (SELECT count(*)::int FROM (
      SELECT is_generated FROM readers UNION ALL SELECT is_generated FROM reviews
    ) AS marked WHERE is_generated) AS made_up_rows`;
