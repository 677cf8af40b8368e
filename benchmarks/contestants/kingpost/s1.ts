// S1 with Kingpost: entities as the file has them, one `flush`.
import type { S1Input } from "../../scenarios/s1.ts";
import type { Contestant } from "../Contestant.ts";
import { readImported } from "../readImported.ts";
import { Series } from "./entities/Series.ts";
import { Work } from "./entities/Work.ts";
import { Writer } from "./entities/Writer.ts";
import { openDriver } from "./openDriver.ts";

export const s1: Contestant<S1Input> = {
  notes: [
    "Ids are taken from the sequences before the rows are written: one statement for all that are not in reserve.",
  ],
  open: (url, input) =>
    openDriver(url, async (em) => {
      const seriesByName = new Map<string, Series>();
      const writersByName = new Map<string, Writer>();
      const works = input.works.map(({ series, writers, ...values }) =>
        em.create(Work, {
          ...values,
          series:
            series === null
              ? null
              : getOrMake(seriesByName, series, (name) => em.create(Series, { name })),
          writers: writers.map((writer) =>
            getOrMake(writersByName, writer, (name) => em.create(Writer, { name })),
          ),
        }),
      );
      await em.flush();
      return () =>
        works.map((work, n) => {
          const { originalTitle, year, language, isbn } = work;
          return readImported(
            {
              ...input.works[n]!,
              goodbooksId: work.goodbooksId,
              title: work.title,
              originalTitle: originalTitle ?? null,
              year: year ?? null,
              language: language ?? null,
              isbn: isbn ?? null,
              ratings: work.ratings,
            },
            {
              id: Number(work.idUntagged),
              seriesId: work.series.isSet ? Number(work.series.idUntagged) : null,
              writerIds: work.writers.get.map(({ idUntagged }) => Number(idUntagged)),
            },
          );
        });
    }),
};

function getOrMake<T>(byName: Map<string, T>, name: string, make: (name: string) => T): T {
  let entity = byName.get(name);
  if (entity === undefined) byName.set(name, (entity = make(name)));
  return entity;
}
