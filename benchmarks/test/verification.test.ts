// A wrong contestant must not get a figure: what the scenarios notice on a real database.
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import type { Contestant, Workbench } from "../contestants/Contestant.ts";
import { s1 as pgS1 } from "../contestants/pg/s1.ts";
import { s7 as pgS7 } from "../contestants/pg/s7.ts";
import { s8 as pgS8 } from "../contestants/pg/s8.ts";
import { w1 as pgW1 } from "../contestants/pg/w1.ts";
import { w3 as pgW3 } from "../contestants/pg/w3.ts";
import { w4 as pgW4 } from "../contestants/pg/w4.ts";
import { w5 as pgW5 } from "../contestants/pg/w5.ts";
import { w6 as pgW6 } from "../contestants/pg/w6.ts";
import { w8 as pgW8 } from "../contestants/pg/w8.ts";
import { Fixture } from "../fixtures/Fixture.ts";
import { type Clones, openClones } from "../fixtures/openClones.ts";
import { quickSizes } from "../fixtures/Sizes.ts";
import { s1 } from "../scenarios/s1.ts";
import { s7 } from "../scenarios/s7.ts";
import { s8 } from "../scenarios/s8.ts";
import type { Scenario } from "../scenarios/Scenario.ts";
import { w1 } from "../scenarios/w1.ts";
import { w3 } from "../scenarios/w3.ts";
import { w4 } from "../scenarios/w4.ts";
import { w5 } from "../scenarios/w5.ts";
import { w6 } from "../scenarios/w6.ts";
import { w8 } from "../scenarios/w8.ts";

const fixture = new Fixture(quickSizes);
const startedAt = new Date();
let clones: Clones;
let database: Client;
let url: string;

beforeAll(async () => {
  vi.stubEnv("DATABASE_URL", inject("adminUrl"));
  clones = await openClones(fixture, ["verification"]);
  vi.unstubAllEnvs();
  url = clones.urls.get("verification") ?? "";
  database = new Client({ connectionString: url });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await clones.close();
});

async function work(
  workbench: Workbench,
): Promise<ReturnType<Awaited<ReturnType<Workbench["run"]>>>> {
  try {
    return (await workbench.run())();
  } finally {
    await workbench.close();
  }
}

describe("a read item", () => {
  it("accepts the hand-written answer, and no answer with a row less, a row twice or another value", async () => {
    const reading = await work(await pgW1.open(url, undefined));
    const observe = (rows: typeof reading): Promise<string> =>
      w1.observe({ reading: rows, database, startedAt });
    const right = w1.expected(fixture);
    const [first, ...others] = reading;
    const [kind, author] = first ?? ["author", {}];
    const changed = [kind, { ...author, bio: "another" }] as (typeof reading)[number];
    expect(await observe(reading)).toBe(right);
    expect(await observe(others)).not.toBe(right);
    expect(await observe([...others, ...others.slice(0, 1)])).not.toBe(right);
    expect(await observe([changed, ...others])).not.toBe(right);
  });

  it("does not accept a tree in which one path leads to another publisher", async () => {
    const reading = await work(await pgW3.open(url, w3.input(fixture)));
    const observe = (rows: typeof reading): Promise<string> =>
      w3.observe({ reading: rows, database, startedAt });
    const right = w3.expected(fixture);
    const at = reading.findIndex(([kind]) => kind === "path");
    const wrong = reading.with(at, [
      "path",
      { reviewId: 1, bookId: 1, authorId: 1, publisher: fixture.publisher(1) },
    ]);
    expect(await observe(reading)).toBe(right);
    expect(await observe(wrong)).not.toBe(right);
  });
});

describe("items that change rows", () => {
  /** Does it by hand, perhaps damages what was written, and says what is observed; then everything is put back. */
  async function observed<I>(
    scenario: Scenario<I>,
    contestant: Contestant<I>,
    damage?: string,
  ): Promise<string> {
    await scenario.prepare?.(database);
    const reading = await work(await contestant.open(url, scenario.input(fixture)));
    if (damage !== undefined) await database.query(damage);
    const result = await scenario.observe({ reading, database, startedAt });
    await scenario.reset?.(database);
    return result;
  }

  const everything = `SELECT md5((
    SELECT string_agg(t::text, ' ' ORDER BY id) FROM authors t) || (
    SELECT string_agg(t::text, ' ' ORDER BY id) FROM books t) || (
    SELECT string_agg(t::text, ' ' ORDER BY id) FROM reviews t) || (
    SELECT string_agg(t::text, ' ' ORDER BY id) FROM books_to_tags t)) AS digest`;

  it("W5 accepts the work by hand, and notices a title that is another one and a time that was not set", async () => {
    const right = w5.expected(fixture);
    expect(await observed(w5, pgW5)).toBe(right);
    const one = "WHERE id = (SELECT min(id) FROM books WHERE title LIKE '% (revised)')";
    for (const damage of [
      `UPDATE books SET title = 'x (revised)' ${one}`,
      `UPDATE books SET updated_at = '2020-01-01' ${one}`,
    ])
      expect(await observed(w5, pgW5, damage)).not.toBe(right);
  });

  it("W6 accepts the work by hand, and notices each kind of change that is missing", async () => {
    const right = w6.expected(fixture);
    expect(await observed(w6, pgW6)).toBe(right);
    for (const damage of [
      "UPDATE authors a SET age = o.age FROM original.authors o WHERE o.id = a.id",
      "UPDATE books b SET pages = o.pages FROM original.books o WHERE o.id = b.id",
      "DELETE FROM books WHERE id = (SELECT max(id) FROM books)",
      "INSERT INTO reviews SELECT * FROM original.reviews o WHERE o.id = (SELECT max(id) FROM original.reviews)",
    ])
      expect(await observed(w6, pgW6, damage)).not.toBe(right);
  });

  it("W8 accepts the work by hand, and notices a pair too many and one too few", async () => {
    const right = w8.expected(fixture);
    expect(await observed(w8, pgW8)).toBe(right);
    const { bookId, off } = w8.input(fixture).changes[0]!;
    for (const damage of [
      `INSERT INTO books_to_tags (book_id, tag_id) VALUES (${bookId}, ${off})`,
      `DELETE FROM books_to_tags WHERE book_id = ${bookId}`,
    ])
      expect(await observed(w8, pgW8, damage)).not.toBe(right);
  });

  it("put every row back as it was", async () => {
    const before = (await database.query(everything)).rows;
    for (const put of [
      () => observed(w5, pgW5),
      () => observed(w6, pgW6),
      () => observed(w8, pgW8),
    ])
      await put();
    expect((await database.query(everything)).rows).toEqual(before);
  });
});

describe("the write item", () => {
  it("accepts the hand-written work, and notices ids in memory that are not those of the rows", async () => {
    const reading = await work(await pgW4.open(url, w4.input(fixture)));
    const right = w4.expected(fixture);
    expect(await w4.observe({ reading, database, startedAt })).toBe(right);
    const [one, two] = reading as ReadonlyArray<readonly [string, { readonly id: number }]>;
    const swapped = [
      [one?.[0], { ...one?.[1], id: two?.[1].id }],
      [two?.[0], { ...two?.[1], id: one?.[1].id }],
      ...reading.slice(2),
    ] as unknown as typeof reading;
    expect(await w4.observe({ reading: swapped, database, startedAt })).toMatch(
      /^the objects in memory .* are not what stands in the database/,
    );
    await w4.reset?.(database);
  });

  it("notices a row that is missing, one that is changed, and one under the wrong author", async () => {
    for (const damage of [
      "DELETE FROM books WHERE id = (SELECT max(id) FROM books)",
      "UPDATE books SET pages = pages + 1 WHERE id = (SELECT max(id) FROM books)",
      "UPDATE books SET author_id = author_id - 1 WHERE id = (SELECT max(id) FROM books)",
      "UPDATE authors SET created_at = '2020-01-01' WHERE id = (SELECT max(id) FROM authors)",
    ]) {
      const reading = await work(await pgW4.open(url, w4.input(fixture)));
      await database.query(damage);
      expect(await w4.observe({ reading, database, startedAt })).not.toBe(w4.expected(fixture));
      await w4.reset?.(database);
    }
  });

  it("brings the database back to its first state", async () => {
    await work(await pgW4.open(url, w4.input(fixture)));
    await w4.reset?.(database);
    const { rows } = await database.query(
      "SELECT (SELECT count(*)::int FROM authors) AS authors, (SELECT count(*)::int FROM books) AS books",
    );
    expect(rows).toEqual([{ authors: quickSizes.authors, books: fixture.bookCount }]);
  });
});

describe("the import", () => {
  it("S1 accepts the work by hand, and notices a link that is missing, a writer nobody knows, and other keys in memory", async () => {
    const reading = await work(await pgS1.open(url, s1.input(fixture)));
    const observe = (rows: typeof reading = reading): Promise<string> =>
      s1.observe({ reading: rows, database, startedAt });
    const right = s1.expected(fixture);
    expect(await observe()).toBe(right);
    expect(await observe(reading.slice(1))).toMatch(/^the objects in memory .* are not what/);
    await database.query("INSERT INTO writers (name) VALUES ('nobody')");
    expect(await observe()).toBe("1 writers or series are referred to by no book");
    await database.query("DELETE FROM writers WHERE name = 'nobody'");
    await database.query("UPDATE works SET title = 'another' WHERE goodbooks_id = 1");
    expect(await observe()).toMatch(/^the objects in memory/);
    await s1.reset!(database);
    const { rows } = await database.query("SELECT FROM works UNION ALL SELECT FROM writers");
    expect(rows).toEqual([]);
  });
});

describe("what studies run", () => {
  it("S7 accepts the fifty answers by hand, and no others", async () => {
    const reading = await work(await pgS7.open(url, s7.input(fixture)));
    const observe = (rows: typeof reading): Promise<string> =>
      s7.observe({ reading: rows, database, startedAt });
    expect(reading.length).toBe(50);
    expect(await observe(reading)).toBe(s7.expected(fixture));
    const changed = reading.with(49, ["answer", { query: 50, values: [] }]);
    expect(await observe(changed)).not.toBe(s7.expected(fixture));
  });

  it("S8 accepts the story by hand, and notices an author who was not removed", async () => {
    const reading = await work(await pgS8.open(url, s8.input(fixture)));
    const observe = (): Promise<string> => s8.observe({ reading, database, startedAt });
    expect(await observe()).toBe(s8.expected(fixture));
    await s8.reset!(database);
    await database.query("BEGIN");
    await database.query("UPDATE authors SET email = 'a.newcomer@example.org' WHERE id = 1");
    expect(await observe()).toBe("1 rows are left of authors who were removed");
    await database.query("ROLLBACK");
  });
});
