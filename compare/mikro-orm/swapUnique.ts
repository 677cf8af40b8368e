// Scenario 17 with MikroORM.
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Stage } from "../runner/Stage.ts";
import type { SwapUniqueObserved } from "../scenarios/swapUnique.ts";
import { Author, Profile, Publisher } from "./entities.ts";

export async function swapUnique({
  newEm,
  outside,
}: Stage<EntityManager>): Promise<SwapUniqueObserved> {
  await attempt(async () => {
    const em = newEm();
    const [one, two] = await em.find(
      Profile,
      { id: [1, 2] },
      { populate: ["author"], orderBy: { id: "asc" } },
    );
    const [first, second] = [one!.author, two!.author];
    one!.author = second;
    two!.author = first;
    await em.flush();
  });
  await attempt(async () => {
    const em = newEm();
    const publisher = await em.findOneOrFail(Publisher, 1);
    const ann = em.create(
      Author,
      { firstName: "Ann", lastName: "Ring", publisher },
      { partial: true },
    );
    const ben = em.create(
      Author,
      { firstName: "Ben", lastName: "Ring", publisher, mentor: ann },
      { partial: true },
    );
    ann.mentor = ben;
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
