// Scenario 2 with Kingpost.
import type { Stage } from "../runner/Stage.ts";
import type { LoopObserved } from "../scenarios/loopOverAuthors.ts";
import { Author } from "./entities/Author.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";

export async function loopOverAuthors({ newEm, log }: Stage<EntityManager>): Promise<LoopObserved> {
  const authors = await newEm().find(Author, {});
  const together = await log.record(() =>
    Promise.all(authors.map((author) => author.books.load())),
  );
  const others = await newEm().find(Author, {});
  const oneByOne = await log.record(async () => {
    for (const author of others) await author.books.load();
  });
  return {
    books: together.result.flat().length,
    together: together.statements.length,
    oneByOne: oneByOne.statements.length,
  };
}
