// S1 with TypeORM: `save` of a list per type, in one transaction.
import type { S1Input } from "../../scenarios/s1.ts";
import type { Contestant } from "../Contestant.ts";
import { readImported } from "../readImported.ts";
import { Series, Work, Writer } from "./catalogue.ts";
import { openSource } from "./openSource.ts";

/** A statement takes 65,535 parameters at most; a book has nine. */
const options = { chunk: 5_000 };

export const s1: Contestant<S1Input> = {
  notes: [
    "`save` of a list per type within `transaction`, with `chunk: 5000`: every value is a parameter, of which a statement takes 65,535.",
  ],
  open: (url, input) =>
    openSource(
      url,
      async (manager) => {
        const works = await manager.transaction(async (tx) => {
          const seriesNames = new Set(input.works.flatMap(({ series }) => series ?? []));
          const series = await tx.save(
            Series,
            [...seriesNames].map((name) => tx.create(Series, { name })),
            options,
          );
          const writerNames = new Set(input.works.flatMap(({ writers }) => writers));
          const writers = await tx.save(
            Writer,
            [...writerNames].map((name) => tx.create(Writer, { name })),
            options,
          );
          const seriesByName = new Map(series.map((each) => [each.name, each]));
          const writersByName = new Map(writers.map((each) => [each.name, each]));
          return await tx.save(
            Work,
            input.works.map(({ series: name, writers: names, ...work }) =>
              tx.create(Work, {
                ...work,
                seriesId: name === null ? null : seriesByName.get(name)!.id,
                writers: names.map((each) => writersByName.get(each)!),
              }),
            ),
            options,
          );
        });
        return () =>
          works.map((work, n) =>
            readImported(
              { ...input.works[n]!, ...work, writers: [] },
              { ...work, writerIds: work.writers.map(({ id }) => id) },
            ),
          );
      },
      [Series, Writer, Work],
    ),
};
