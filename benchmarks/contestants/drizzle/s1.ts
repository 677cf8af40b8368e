// S1 with Drizzle: a transaction with `insert`s of many values.
import type { S1Input } from "../../scenarios/s1.ts";
import type { Contestant } from "../Contestant.ts";
import { inChunks } from "../inChunks.ts";
import { readImported } from "../readImported.ts";
import { series, works, worksToWriters, writers } from "./catalogue.ts";
import { nothing, openDatabase } from "./openDatabase.ts";

/** A statement takes 65,535 parameters at most; a book has eight. */
const rowsAtOnce = 5_000;

export const s1: Contestant<S1Input> = {
  notes: [
    "`insert` of many values with `returning`, 5,000 rows at once: every value is a parameter, of which a statement takes 65,535.",
  ],
  open: (url, input) =>
    openDatabase(url, nothing, async (db) => {
      const keys = await db.transaction(async (tx) => {
        const seriesIds = new Map<string, number>();
        const seriesNames = new Set(input.works.flatMap((work) => work.series ?? []));
        for (const names of inChunks([...seriesNames], rowsAtOnce)) {
          const rows = await tx
            .insert(series)
            .values(names.map((name) => ({ name })))
            .returning({ id: series.id, name: series.name });
          for (const { id, name } of rows) seriesIds.set(name, id);
        }
        const writerIds = new Map<string, number>();
        const writerNames = new Set(input.works.flatMap((work) => work.writers));
        for (const names of inChunks([...writerNames], rowsAtOnce)) {
          const rows = await tx
            .insert(writers)
            .values(names.map((name) => ({ name })))
            .returning({ id: writers.id, name: writers.name });
          for (const { id, name } of rows) writerIds.set(name, id);
        }
        const values = input.works.map(({ series: name, writers: _names, ...work }) => ({
          ...work,
          seriesId: name === null ? null : seriesIds.get(name)!,
        }));
        const ids: number[] = [];
        for (const chunk of inChunks(values, rowsAtOnce))
          for (const { id } of await tx.insert(works).values(chunk).returning({ id: works.id }))
            ids.push(id);
        const links = input.works.map((work) => work.writers.map((name) => writerIds.get(name)!));
        const pairs = links.flatMap((own, n) =>
          own.map((writerId) => ({ workId: ids[n]!, writerId })),
        );
        for (const chunk of inChunks(pairs, rowsAtOnce))
          await tx.insert(worksToWriters).values(chunk);
        return values.map(({ seriesId }, n) => ({ id: ids[n]!, seriesId, writerIds: links[n]! }));
      });
      return () => input.works.map((work, n) => readImported(work, keys[n]!));
    }),
};
