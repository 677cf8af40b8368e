// A wrong contestant must not get a figure: what the scenarios notice on a real database.
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import type { Workbench } from "../contestants/Contestant.ts";
import { w1 as pgW1 } from "../contestants/pg/w1.ts";
import { w3 as pgW3 } from "../contestants/pg/w3.ts";
import { w4 as pgW4 } from "../contestants/pg/w4.ts";
import { Fixture } from "../fixtures/Fixture.ts";
import { type Clones, openClones } from "../fixtures/openClones.ts";
import { quickSizes } from "../fixtures/Sizes.ts";
import { w1 } from "../scenarios/w1.ts";
import { w3 } from "../scenarios/w3.ts";
import { w4 } from "../scenarios/w4.ts";

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
