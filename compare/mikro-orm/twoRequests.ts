// Scenario 22 with MikroORM.
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Stage } from "../runner/Stage.ts";
import type { TwoRequestsObserved } from "../scenarios/twoRequests.ts";
import { Author } from "./entities.ts";

export async function twoRequests({ newEm }: Stage<EntityManager>): Promise<TwoRequestsObserved> {
  const [mine, yours] = [newEm(), newEm()];
  const author = await mine.findOneOrFail(Author, 1);
  const same = await yours.findOneOrFail(Author, 1);
  author.lastName = "Secret";
  const [again] = await yours.find(Author, { firstName: "First 1" });
  return { separate: author !== same, leaks: [same.lastName, again!.lastName].includes("Secret") };
}
