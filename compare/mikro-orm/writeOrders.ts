// Scenario 33 with MikroORM.
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Stage } from "../runner/Stage.ts";
import { tell } from "../runner/tell.ts";
import type { WriteOrdersObserved } from "../scenarios/writeOrders.ts";
import { Author, Book, Profile, Publisher } from "./entities.ts";

export async function writeOrders({
  newEm,
  outside,
}: Stage<EntityManager>): Promise<WriteOrdersObserved> {
  const stored = async (sql: string): Promise<boolean> => (await outside(sql)) === true;
  const partial = { partial: true } as const;
  return {
    keysMixed: await tell(async () => {
      const em = newEm();
      const author = await em.findOneOrFail(Author, 1);
      em.create(Book, { id: 7000, title: "Given", author }, partial);
      em.create(Book, { title: "Counted", author }, partial);
      await em.flush();
      return stored(
        "SELECT count(*) = 2 AND max(id) = 7000 FROM books WHERE title IN ('Given', 'Counted')",
      );
    }),
    cycle: await tell(async () => {
      const em = newEm();
      const publisher = await em.findOneOrFail(Publisher, 1);
      const ann = em.create(Author, { firstName: "Ann", lastName: "Ring", publisher }, partial);
      const ben = em.create(
        Author,
        { firstName: "Ben", lastName: "Ring", publisher, mentor: ann },
        partial,
      );
      ann.mentor = ben;
      await em.flush();
      return stored(
        "SELECT count(*) = 2 FROM authors WHERE last_name = 'Ring' AND mentor_id IS NOT NULL",
      );
    }),
    replaced: await tell(async () => {
      const em = newEm();
      const author = await em.findOneOrFail(Author, 2, { populate: ["profile"] });
      em.remove(author.profile!.$);
      em.create(Profile, { author, bio: "Anew" }, partial);
      await em.flush();
      return stored("SELECT bio = 'Anew' FROM profiles WHERE author_id = 2");
    }),
    reparented: await tell(async () => {
      const em = newEm();
      const [old, other] = await em.find(
        Publisher,
        { id: [3, 4] },
        { populate: ["authors"], orderBy: { id: "asc" } },
      );
      for (const author of old!.authors.getItems())
        author.publisher = em.getReference(Publisher, other!.id, { wrapped: true });
      em.remove(old!);
      await em.flush();
      return stored("SELECT count(*) = 12 FROM authors WHERE publisher_id = 4");
    }),
  };
}
