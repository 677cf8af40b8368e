// S1: a real import. The 10,000 books of the data set with their writers and series, into empty tables.
import type { Client } from "pg";
import { readCatalogue, type WorkRecord } from "../fixtures/readCatalogue.ts";
import { digest } from "./digest.ts";
import { writtenSince } from "./originals.ts";
import type { ImportedWork, Reading } from "./Reading.ts";
import type { Scenario } from "./Scenario.ts";

export interface S1Input {
  readonly works: ReadonlyArray<WorkRecord>;
}

export const s1: Scenario<S1Input> = {
  item: "S1",
  title: "10,000 real books imported with their writers and series",
  question:
    "What does it cost to bring a real data set into empty tables: rows that refer to each other by name, with umlauts, NULLs and titles of all lengths?",
  equal:
    "The parsed rows of one CSV. Every writer and every series is one row, found by its name; links of books and writers; one transaction, commit included. Afterwards every book knows its id and those of what it refers to.",
  fair: [
    "Reading and parsing the file is the same for everybody and not in the time.",
    "Whoever has a unit of work imports through it; the others do what their documentation advises for many rows.",
    "Afterwards the rows are compared with the file and with the ids in memory; then the tables are emptied, outside the time.",
  ],
  warmUps: 2,
  iterations: 1,
  input: ({ sizes }) => ({ works: readCatalogue(sizes.works) }),
  expected: (fixture) => digest(namedOf(s1.input(fixture).works)),
  observe: async ({ reading, database, startedAt }) => {
    // Without it the server takes the tables for empty, and the joins below for cheap.
    await database.query("ANALYZE series, writers, works, works_to_writers");
    const { rows } = await database.query<StoredWork>(selectImported, [writtenSince(startedAt)]);
    const stored = rows.map(({ series: _series, writers: _writers, ...work }): Reading => [
      "imported",
      work,
    ]);
    const [memory, observed] = [digest(reading), digest(stored)];
    if (memory !== observed)
      return `the objects in memory (${memory}) are not what stands in the database (${observed})`;
    const strays = await countStrays(database);
    if (strays > 0) return `${strays} writers or series are referred to by no book`;
    return digest(
      rows.map(({ id: _id, seriesId: _seriesId, writerIds: _writerIds, ...work }) => [
        "work",
        work,
      ]),
    );
  },
  reset: async (database) => {
    await database.query("TRUNCATE works_to_writers, works, writers, series");
  },
};

interface StoredWork extends ImportedWork {
  readonly series: string | null;
  readonly writers: ReadonlyArray<string>;
}

const selectImported = `SELECT w.id, w.series_id AS "seriesId", w.goodbooks_id AS "goodbooksId", w.title,
  w.original_title AS "originalTitle", w.year, w.language, w.isbn, w.ratings, s.name AS series, l."writerIds", l.writers
FROM works w LEFT JOIN series s ON s.id = w.series_id
CROSS JOIN LATERAL (
  SELECT array_agg(r.id ORDER BY r.id) AS "writerIds", array_agg(r.name ORDER BY r.name COLLATE "C") AS writers
  FROM works_to_writers l JOIN writers r ON r.id = l.writer_id WHERE l.work_id = w.id
) l
WHERE w.created_at >= $1 AND w.updated_at >= $1`;

function* namedOf(works: ReadonlyArray<WorkRecord>): Generator<readonly [string, object]> {
  for (const work of works) yield ["work", { ...work, writers: work.writers.toSorted(byBytes) }];
}

/** As the collation "C" does. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

async function countStrays(database: Client): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `SELECT (SELECT count(*) FROM writers w WHERE NOT EXISTS (SELECT FROM works_to_writers l WHERE l.writer_id = w.id))::int
       + (SELECT count(*) FROM series s WHERE NOT EXISTS (SELECT FROM works w WHERE w.series_id = s.id))::int AS count`,
  );
  return rows[0]?.count ?? 0;
}
