// S1 by hand: one `unnest` INSERT per table inside BEGIN and COMMIT, keys by name from RETURNING.
import type { Client } from "pg";
import type { S1Input } from "../../scenarios/s1.ts";
import type { Contestant } from "../Contestant.ts";
import { readImported } from "../readImported.ts";
import { inTransaction } from "./inTransaction.ts";
import { openClient } from "./openClient.ts";

const insertWorks = `INSERT INTO works (series_id, goodbooks_id, title, original_title, year, language, isbn, ratings)
SELECT series_id, goodbooks_id, title, original_title, year, language, isbn, ratings
FROM unnest($1::int[], $2::int[], $3::text[], $4::text[], $5::int[], $6::text[], $7::text[], $8::int[])
  WITH ORDINALITY AS t(series_id, goodbooks_id, title, original_title, year, language, isbn, ratings, n)
ORDER BY n RETURNING id`;
const insertLinks = `INSERT INTO works_to_writers (work_id, writer_id)
SELECT work_id, writer_id FROM unnest($1::int[], $2::int[]) AS t(work_id, writer_id)`;

export const s1: Contestant<S1Input> = {
  notes: [],
  open: (url, { works }) =>
    openClient(url, async (client) => {
      let ids: ReadonlyArray<number> = [];
      let seriesIds: ReadonlyArray<number | null> = [];
      let writerIds: ReadonlyArray<ReadonlyArray<number>> = [];
      await inTransaction(client, async () => {
        const series = await insertNames(
          client,
          "series",
          works.flatMap((work) => work.series ?? []),
        );
        const writers = await insertNames(
          client,
          "writers",
          works.flatMap((work) => work.writers),
        );
        seriesIds = works.map((work) => (work.series === null ? null : series.get(work.series)!));
        writerIds = works.map((work) => work.writers.map((name) => writers.get(name)!));
        const { rows } = await client.query<{ id: number }>(insertWorks, [
          seriesIds,
          works.map((work) => work.goodbooksId),
          works.map((work) => work.title),
          works.map((work) => work.originalTitle),
          works.map((work) => work.year),
          works.map((work) => work.language),
          works.map((work) => work.isbn),
          works.map((work) => work.ratings),
        ]);
        ids = rows.map(({ id }) => id);
        await client.query(insertLinks, [
          writerIds.flatMap((own, n) => own.map(() => ids[n])),
          writerIds.flat(),
        ]);
      });
      return () =>
        works.map((work, n) =>
          readImported(work, {
            id: ids[n]!,
            seriesId: seriesIds[n]!,
            writerIds: writerIds[n]!,
          }),
        );
    }),
};

/** A row for each name; the keys by name. */
async function insertNames(
  client: Client,
  table: "series" | "writers",
  names: ReadonlyArray<string>,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await client.query<{ id: number; name: string }>(
    `INSERT INTO ${table} (name) SELECT name FROM unnest($1::text[]) AS t(name) RETURNING id, name`,
    [[...new Set(names)]],
  );
  return new Map(rows.map(({ id, name }) => [name, id]));
}
