// Scenario 2 with Drizzle, which has no unit of work: the database itself is asked.
import { eq } from "drizzle-orm";
import type { Stage } from "../runner/Stage.ts";
import type { LoopObserved } from "../scenarios/loopOverAuthors.ts";
import type { Database } from "./drizzle.ts";
import { authors, books } from "./schema.ts";

export async function loopOverAuthors({ newEm, log }: Stage<Database>): Promise<LoopObserved> {
  const db = newEm();
  const all = await db.select().from(authors);
  const booksOf = (id: number) => db.select().from(books).where(eq(books.authorId, id));
  const together = await log.record(() => Promise.all(all.map(({ id }) => booksOf(id))));
  const oneByOne = await log.record(async () => {
    for (const { id } of all) await booksOf(id);
  });
  return {
    books: together.result.flat().length,
    together: together.statements.length,
    oneByOne: oneByOne.statements.length,
  };
}
