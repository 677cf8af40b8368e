// Scenario 25 with MikroORM.
import type { EntityManager } from "@mikro-orm/postgresql";
import { cpuOf } from "../runner/cpuOf.ts";
import type { Stage } from "../runner/Stage.ts";
import { addManyRows } from "../scenarios/addManyRows.ts";
import { growth } from "../scenarios/growth.ts";
import type { ManyOwnersObserved } from "../scenarios/manyOwners.ts";
import { Author, Book } from "./entities.ts";

export async function manyOwners({
  newEm,
  log,
  outside,
}: Stage<EntityManager>): Promise<ManyOwnersObserved> {
  await addManyRows(outside, 400);
  let [books, tags] = [0, 0];
  const work = (count: number): Promise<[number, number, number]> =>
    log
      .record(async (): Promise<[number, number]> => [
        await cpuOf(
          2,
          () => newEm().find(Author, {}, { limit: count }),
          async (authors) => {
            books = (await Promise.all(authors.map((author) => author.books.loadItems()))).flat()
              .length;
          },
        ),
        await cpuOf(
          2,
          () => newEm().find(Book, {}, { limit: count }),
          async (all) => {
            tags = (await Promise.all(all.map((book) => book.tags.loadItems()))).flat().length;
          },
        ),
      ])
      .then(({ result, statements }) => [...result, statements.join("").length]);
  await work(100);
  const few = await work(100);
  const many = await work(400);
  const [booksGrow, tagsGrow, textGrows] = few.map((cost, n) => growth(cost, many[n]!));
  return { books, tags, booksGrow: booksGrow!, tagsGrow: tagsGrow!, textGrows: textGrows! };
}
