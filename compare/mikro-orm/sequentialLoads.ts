// Scenario 26 with MikroORM.
import type { EntityManager } from "@mikro-orm/postgresql";
import { cpuOf } from "../runner/cpuOf.ts";
import type { Stage } from "../runner/Stage.ts";
import { addManyRows } from "../scenarios/addManyRows.ts";
import { growth } from "../scenarios/growth.ts";
import type { SequentialLoadsObserved } from "../scenarios/sequentialLoads.ts";
import { Author } from "./entities.ts";

export async function sequentialLoads({
  newEm,
  log,
  outside,
}: Stage<EntityManager>): Promise<SequentialLoadsObserved> {
  await addManyRows(outside, 400);
  let books = 0;
  const load = (count: number, runs: number): Promise<number> =>
    cpuOf(
      runs,
      async () => {
        const authors = await newEm().find(Author, {}, { limit: count });
        authors[0]!.lastName = "Changed";
        return authors;
      },
      async (authors) => {
        books = 0;
        for (const author of authors) books += (await author.books.loadItems()).length;
      },
    );
  const few = await load(100, 3);
  const many = await log.record(() => load(400, 1));
  return {
    // The find of the authors is the first.
    statements: many.statements.length - 1,
    writes: many.statements.filter((sql) => /^(insert|update|delete)/i.test(sql)).length,
    books,
    grows: growth(few, many.result),
  };
}
