// Scenario 4 with Kingpost.
import type { Stage } from "../runner/Stage.ts";
import type { UnflushedObserved } from "../scenarios/unflushedChange.ts";
import { Author } from "./entities/Author.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";

export async function unflushedChange({
  newEm,
  log,
  outside,
}: Stage<EntityManager>): Promise<UnflushedObserved> {
  const stored = (): Promise<unknown> => outside("SELECT last_name FROM authors WHERE id = 1");
  const em = newEm();
  const author = await em.load(Author, "a:1");
  author.lastName = "Changed";
  const again = await log.record(() => em.find(Author, { firstName: "First 1" }));
  const survives = author.lastName === "Changed";
  const wasSeenOutside = (await stored()) === "Changed";
  const byNewValue = await em.find(Author, { lastName: "Changed" });
  await em.flush();
  return {
    isSameObject: again.result[0] === author,
    survives,
    writes: again.statements.filter((sql) => /^(insert|update|delete)/i.test(sql)).length,
    wasSeenOutside,
    foundByNewValue: byNewValue.length,
    isStored: (await stored()) === "Changed",
  };
}
