// S1 with Prisma: `createManyAndReturn` per table in an interactive transaction.
import type { WorkRecord } from "../../fixtures/readCatalogue.ts";
import type { S1Input } from "../../scenarios/s1.ts";
import type { Contestant } from "../Contestant.ts";
import { readImported } from "../readImported.ts";
import { openPrisma } from "./openPrisma.ts";
import { catalogueFile } from "./prepare.ts";

interface Named {
  readonly id: number;
  readonly name: string;
}

interface Names {
  createManyAndReturn(values: {
    readonly data: Array<{ readonly name: string }>;
  }): Promise<Named[]>;
}

/** As much of the client of `catalogue.prisma` as is used. */
interface Models {
  readonly series: Names;
  readonly writer: Names;
  readonly work: {
    createManyAndReturn(values: {
      readonly data: Array<
        Omit<WorkRecord, "series" | "writers"> & { readonly seriesId: number | null }
      >;
    }): Promise<Array<{ readonly id: number }>>;
  };
  readonly workWriter: {
    createMany(values: {
      readonly data: Array<{ readonly workId: number; readonly writerId: number }>;
    }): Promise<unknown>;
  };
}

interface CatalogueClient {
  $transaction<T>(
    work: (tx: Models) => Promise<T>,
    options: { readonly timeout: number },
  ): Promise<T>;
}

export const s1: Contestant<S1Input> = {
  notes: [
    "`createManyAndReturn` per table in an interactive transaction; Prisma itself divides lists that have too many values for a statement. Its time-out of five seconds is raised.",
  ],
  open: (url, { works }) =>
    openPrisma<CatalogueClient>(
      url,
      async (prisma) => {
        const keys = await prisma.$transaction(
          async (tx) => {
            const series = await byName(
              tx.series,
              works.flatMap((work) => work.series ?? []),
            );
            const writers = await byName(
              tx.writer,
              works.flatMap((work) => work.writers),
            );
            const data = works.map(({ series: name, writers: _names, ...work }) => ({
              ...work,
              seriesId: name === null ? null : series.get(name)!,
            }));
            const created = await tx.work.createManyAndReturn({ data });
            const links = works.map((work) => work.writers.map((name) => writers.get(name)!));
            await tx.workWriter.createMany({
              data: links.flatMap((own, n) =>
                own.map((writerId) => ({ workId: created[n]!.id, writerId })),
              ),
            });
            return data.map(({ seriesId }, n) => ({
              id: created[n]!.id,
              seriesId,
              writerIds: links[n]!,
            }));
          },
          { timeout: 120_000 },
        );
        return () => works.map((work, n) => readImported(work, keys[n]!));
      },
      catalogueFile,
    ),
};

/** A row for each name; the keys by name. */
async function byName(
  model: Names,
  names: ReadonlyArray<string>,
): Promise<ReadonlyMap<string, number>> {
  const data = [...new Set(names)].map((name) => ({ name }));
  const created = await model.createManyAndReturn({ data });
  return new Map(created.map(({ id, name }) => [name, id]));
}
