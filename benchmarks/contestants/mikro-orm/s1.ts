// S1 with MikroORM: `create` persists on its own, one `flush` saves.
import type { S1Input } from "../../scenarios/s1.ts";
import type { Contestant } from "../Contestant.ts";
import { readImported } from "../readImported.ts";
import { Series, Work, Writer } from "./catalogue.ts";
import { openOrm } from "./openOrm.ts";

export const s1: Contestant<S1Input> = {
  notes: [],
  open: (url, input) =>
    openOrm(
      url,
      {},
      async (em) => {
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
                id: work.id,
                seriesId: work.series?.id ?? null,
                writerIds: work.writers.getItems().map(({ id }) => id),
              },
            );
          });
      },
      [Series, Writer, Work],
    ),
};

function getOrMake<T>(byName: Map<string, T>, name: string, make: (name: string) => T): T {
  let entity = byName.get(name);
  if (entity === undefined) byName.set(name, (entity = make(name)));
  return entity;
}
