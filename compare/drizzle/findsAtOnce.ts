// Scenario 8 with Drizzle, which has no unit of work: the database itself is asked.
import { eq } from "drizzle-orm";
import type { Stage } from "../runner/Stage.ts";
import type { FindsAtOnceObserved } from "../scenarios/findsAtOnce.ts";
import type { Database } from "./drizzle.ts";
import { books } from "./schema.ts";

export async function findsAtOnce({ newEm, log }: Stage<Database>): Promise<FindsAtOnceObserved> {
  const db = newEm();
  const ids = Array.from({ length: 30 }, (_, n) => n + 1);
  const found = await log.record(() =>
    Promise.all(ids.map((id) => db.select().from(books).where(eq(books.authorId, id)))),
  );
  const counted = await log.record(() =>
    Promise.all(ids.map((id) => db.$count(books, eq(books.authorId, id)))),
  );
  return {
    books: found.result.flat().length,
    finds: found.statements.length,
    counted: counted.result.reduce((sum, count) => sum + count, 0),
    counts: counted.statements.length,
  };
}
