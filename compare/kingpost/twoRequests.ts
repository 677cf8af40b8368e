// Scenario 22 with Kingpost.
import type { Stage } from "../runner/Stage.ts";
import type { TwoRequestsObserved } from "../scenarios/twoRequests.ts";
import { Author } from "./entities/Author.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";

export async function twoRequests({ newEm }: Stage<EntityManager>): Promise<TwoRequestsObserved> {
  const [mine, yours] = [newEm(), newEm()];
  const author = await mine.load(Author, "a:1");
  const same = await yours.load(Author, "a:1");
  author.lastName = "Secret";
  const [again] = await yours.find(Author, { firstName: "First 1" });
  return { separate: author !== same, leaks: [same.lastName, again!.lastName].includes("Secret") };
}
