// S1 with TypeORM: `insert` of a list per table in one transaction, links by its query builder.
import type { S1Input } from "../../scenarios/s1.ts";
import type { Contestant } from "../Contestant.ts";
import { inChunks } from "../inChunks.ts";
import { readImported } from "../readImported.ts";
import { Series, Work, Writer } from "../typeorm/catalogue.ts";
import { openSource } from "../typeorm/openSource.ts";

/** A statement takes 65,535 parameters at most; a book has nine. */
const rowsAtOnce = 5_000;

export const s1: Contestant<S1Input> = {
  notes: [
    "`insert` of lists, 5,000 rows at once: the INSERT of its query builder, which its documentation calls the most efficient way to insert; links by the query builder on the join table.",
  ],
  open: (url, input) =>
    openSource(
      url,
      async (manager) => {
        const keys = await manager.transaction(async (tx) => {
          const insert = async (
            target: typeof Series | typeof Work,
            rows: ReadonlyArray<object>,
          ): Promise<number[]> => {
            const ids: number[] = [];
            for (const chunk of inChunks(rows, rowsAtOnce)) {
              const { identifiers } = await tx.insert<object>(target, chunk);
              for (const { id } of identifiers) ids.push(id as number);
            }
            return ids;
          };
          const byName = async (
            target: typeof Series,
            names: ReadonlySet<string>,
          ): Promise<ReadonlyMap<string, number>> => {
            const ids = await insert(
              target,
              [...names].map((name) => ({ name })),
            );
            return new Map([...names].map((name, n) => [name, ids[n]!]));
          };
          const series = await byName(
            Series,
            new Set(input.works.flatMap((work) => work.series ?? [])),
          );
          const writers = await byName(
            Writer,
            new Set(input.works.flatMap((work) => work.writers)),
          );
          const works = input.works.map(({ series: name, writers: _names, ...work }) => ({
            ...work,
            seriesId: name === null ? null : series.get(name)!,
          }));
          const ids = await insert(
            Work,
            works.map((work) => ({ ...work })),
          );
          const links = input.works.map((work) => work.writers.map((name) => writers.get(name)!));
          const pairs = links.flatMap((own, n) =>
            own.map((writerId) => ({ work_id: ids[n]!, writer_id: writerId })),
          );
          for (const chunk of inChunks(pairs, rowsAtOnce))
            await tx
              .createQueryBuilder()
              .insert()
              .into("works_to_writers", ["work_id", "writer_id"])
              .values(chunk)
              .execute();
          return works.map(({ seriesId }, n) => ({
            id: ids[n]!,
            seriesId,
            writerIds: links[n]!,
          }));
        });
        return () => input.works.map((work, n) => readImported(work, keys[n]!));
      },
      [Series, Writer, Work],
    ),
};
