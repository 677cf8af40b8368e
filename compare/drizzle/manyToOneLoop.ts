// Scenario 6 with Drizzle, which has no unit of work: the database itself is asked.
import { eq } from "drizzle-orm";
import type { Stage } from "../runner/Stage.ts";
import type { ManyToOneLoopObserved } from "../scenarios/manyToOneLoop.ts";
import type { Database } from "./drizzle.ts";
import { authors, books } from "./schema.ts";

export async function manyToOneLoop({
  newEm,
  log,
}: Stage<Database>): Promise<ManyToOneLoopObserved> {
  const db = newEm();
  const all = await db.select().from(books);
  const { result, statements, rows } = await log.record(() =>
    Promise.all(
      all.map(({ authorId }) => db.select().from(authors).where(eq(authors.id, authorId))),
    ),
  );
  const ids = new Set(result.flat().map(({ id }) => id));
  return { authors: ids.size, statements: statements.length, rows };
}
