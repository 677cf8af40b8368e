// Scenario 11 with Kingpost.
import type { Stage } from "../runner/Stage.ts";
import type { MissingRowObserved } from "../scenarios/missingRow.ts";
import { Author } from "./entities/Author.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";

export async function missingRow({ newEm }: Stage<EntityManager>): Promise<MissingRowObserved> {
  try {
    await newEm().load(Author, "a:999");
    return { error: "nothing" };
  } catch (error) {
    return { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}
