// Scenario 33 with Kingpost.
import type { Stage } from "../runner/Stage.ts";
import { tell } from "../runner/tell.ts";
import type { WriteOrdersObserved } from "../scenarios/writeOrders.ts";
import { Author } from "./entities/Author.ts";
import { Book } from "./entities/Book.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";
import { Profile } from "./entities/Profile.ts";
import { Publisher } from "./entities/Publisher.ts";

export async function writeOrders({
  newEm,
  outside,
}: Stage<EntityManager>): Promise<WriteOrdersObserved> {
  const stored = async (sql: string): Promise<boolean> => (await outside(sql)) === true;
  return {
    keysMixed: await tell(async () => {
      const em = newEm();
      const author = await em.load(Author, "a:1");
      em.create(Book, { id: "b:7000", title: "Given", author });
      em.create(Book, { title: "Counted", author });
      await em.flush();
      return stored(
        "SELECT count(*) = 2 AND max(id) = 7000 FROM books WHERE title IN ('Given', 'Counted')",
      );
    }),
    cycle: await tell(async () => {
      const em = newEm();
      const publisher = await em.load(Publisher, "publisher:1");
      const ann = em.create(Author, { firstName: "Ann", lastName: "Ring", publisher });
      const ben = em.create(Author, { firstName: "Ben", lastName: "Ring", publisher, mentor: ann });
      ann.mentor.set(ben);
      await em.flush();
      return stored(
        "SELECT count(*) = 2 FROM authors WHERE last_name = 'Ring' AND mentor_id IS NOT NULL",
      );
    }),
    replaced: await tell(async () => {
      const em = newEm();
      const author = await em.load(Author, "a:2", "profile");
      em.delete(author.profile.get!);
      em.create(Profile, { author, bio: "Anew" });
      await em.flush();
      return stored("SELECT bio = 'Anew' FROM profiles WHERE author_id = 2");
    }),
    reparented: await tell(async () => {
      const em = newEm();
      const [old, other] = await em.loadAll(Publisher, ["publisher:3", "publisher:4"], "authors");
      for (const author of old!.authors.get) author.publisher.set(other!);
      em.delete(old!);
      await em.flush();
      return stored("SELECT count(*) = 12 FROM authors WHERE publisher_id = 4");
    }),
  };
}
