// Scenario 11 with MikroORM.
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Stage } from "../runner/Stage.ts";
import type { MissingRowObserved } from "../scenarios/missingRow.ts";
import { Author } from "./entities.ts";

export async function missingRow({ newEm }: Stage<EntityManager>): Promise<MissingRowObserved> {
  try {
    await newEm().findOneOrFail(Author, 999);
    return { error: "nothing" };
  } catch (error) {
    return { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}
