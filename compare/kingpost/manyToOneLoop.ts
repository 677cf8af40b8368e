// Scenario 6 with Kingpost.
import type { Stage } from "../runner/Stage.ts";
import type { ManyToOneLoopObserved } from "../scenarios/manyToOneLoop.ts";
import { Book } from "./entities/Book.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";

export async function manyToOneLoop({
  newEm,
  log,
}: Stage<EntityManager>): Promise<ManyToOneLoopObserved> {
  const books = await newEm().find(Book, {});
  const { result, statements, rows } = await log.record(() =>
    Promise.all(books.map((book) => book.author.load())),
  );
  return { authors: new Set(result).size, statements: statements.length, rows };
}
