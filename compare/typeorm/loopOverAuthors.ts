// Scenario 2 with TypeORM, whose manager keeps no identity map.
import type { EntityManager } from "typeorm";
import type { Stage } from "../runner/Stage.ts";
import type { LoopObserved } from "../scenarios/loopOverAuthors.ts";
import { Author, Book } from "./entities.ts";

export async function loopOverAuthors({ newEm, log }: Stage<EntityManager>): Promise<LoopObserved> {
  const manager = newEm();
  const authors = await manager.find(Author);
  const booksOf = (id: number) => manager.findBy(Book, { author: { id } });
  const together = await log.record(() => Promise.all(authors.map(({ id }) => booksOf(id))));
  const oneByOne = await log.record(async () => {
    for (const { id } of authors) await booksOf(id);
  });
  return {
    books: together.result.flat().length,
    together: together.statements.length,
    oneByOne: oneByOne.statements.length,
  };
}
