// Scenario 9 with Kingpost.
import type { Stage } from "../runner/Stage.ts";
import type { ManyToManyLoopObserved } from "../scenarios/manyToManyLoop.ts";
import { Book } from "./entities/Book.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";
import { Tag } from "./entities/Tag.ts";

export async function manyToManyLoop({
  newEm,
  log,
}: Stage<EntityManager>): Promise<ManyToManyLoopObserved> {
  const books = await newEm().find(Book, {});
  const there = await log.record(() => Promise.all(books.map((book) => book.tags.load())));
  const tags = await newEm().find(Tag, {});
  const back = await log.record(() => Promise.all(tags.map((tag) => tag.books.load())));
  return {
    tagsOfBooks: there.result.flat().length,
    statements: there.statements.length,
    booksOfTags: back.result.flat().length,
    statementsBack: back.statements.length,
  };
}
