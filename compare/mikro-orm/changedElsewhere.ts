// Scenario 12 with MikroORM.
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Stage } from "../runner/Stage.ts";
import type { ChangedElsewhereObserved } from "../scenarios/changedElsewhere.ts";
import { Author } from "./entities.ts";

export async function changedElsewhere({
  newEm,
  outside,
}: Stage<EntityManager>): Promise<ChangedElsewhereObserved> {
  const em = newEm();
  const author = await em.findOneOrFail(Author, 6, { populate: ["mentor"] });
  await outside(
    "UPDATE authors SET last_name = 'Elsewhere', mentor_id = NULL WHERE id = 6 RETURNING 1",
  );
  await em.find(Author, { firstName: "First 6" });
  const [isValueFresh, isNullFresh] = [author.lastName === "Elsewhere", !author.mentor];
  return {
    sameForAll: isValueFresh === isNullFresh,
    value: isValueFresh ? "fresh" : "as loaded",
    reference: isNullFresh ? "fresh" : "as loaded",
  };
}
