// Scenario 17 with Kingpost.
import type { Stage } from "../runner/Stage.ts";
import type { SwapUniqueObserved } from "../scenarios/swapUnique.ts";
import { Author } from "./entities/Author.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";
import { Profile } from "./entities/Profile.ts";
import { Publisher } from "./entities/Publisher.ts";

export async function swapUnique({
  newEm,
  outside,
}: Stage<EntityManager>): Promise<SwapUniqueObserved> {
  await attempt(async () => {
    const em = newEm();
    const [one, two] = await em.loadAll(Profile, ["p:1", "p:2"], "author");
    const [first, second] = [one!.author.get, two!.author.get];
    one!.author.set(second);
    two!.author.set(first);
    await em.flush();
  });
  await attempt(async () => {
    const em = newEm();
    const publisher = await em.load(Publisher, "publisher:1");
    const ann = em.create(Author, { firstName: "Ann", lastName: "Ring", publisher });
    const ben = em.create(Author, { firstName: "Ben", lastName: "Ring", publisher, mentor: ann });
    ann.mentor.set(ben);
    await em.flush();
  });
  return {
    swapped: (await outside("SELECT author_id FROM profiles WHERE id = 1")) === 2,
    ring:
      (await outside(
        "SELECT count(*)::int FROM authors a JOIN authors b ON a.mentor_id = b.id AND b.mentor_id = a.id WHERE a.last_name = 'Ring'",
      )) === 2,
  };
}

/** What fails shows in what is stored. */
async function attempt(work: () => Promise<void>): Promise<void> {
  await work().catch(() => undefined);
}
