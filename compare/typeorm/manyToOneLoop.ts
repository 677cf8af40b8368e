// Scenario 6 with TypeORM, whose manager keeps no identity map.
import type { EntityManager } from "typeorm";
import type { Stage } from "../runner/Stage.ts";
import type { ManyToOneLoopObserved } from "../scenarios/manyToOneLoop.ts";
import { Author, Book } from "./entities.ts";

export async function manyToOneLoop({
  newEm,
  log,
}: Stage<EntityManager>): Promise<ManyToOneLoopObserved> {
  const manager = newEm();
  const books = await manager.find(Book);
  const { result, statements, rows } = await log.record(() =>
    Promise.all(books.map(({ authorId }) => manager.findOneByOrFail(Author, { id: authorId }))),
  );
  const ids = new Set(result.map(({ id }) => id));
  return { authors: ids.size, statements: statements.length, rows };
}
