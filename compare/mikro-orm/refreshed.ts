// Scenario 39 with MikroORM.
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Stage } from "../runner/Stage.ts";
import type { RefreshedObserved } from "../scenarios/refreshed.ts";
import { Author } from "./entities.ts";

export async function refreshed({
  newEm,
  outside,
}: Stage<EntityManager>): Promise<RefreshedObserved> {
  const em = newEm();
  const author = await em.findOneOrFail(Author, 1, { populate: ["books"] });
  const others = await newEm().findOneOrFail(Author, 1);
  await outside("UPDATE authors SET last_name = 'Renamed', publisher_id = 5 WHERE id = 1");
  await outside("INSERT INTO books (title, author_id) VALUES ('Added', 1)");
  await em.refresh(author, { populate: ["books"] });
  return {
    isSameObject: ((await em.findOneOrFail(Author, 1)) as unknown) === author,
    value: author.lastName === "Renamed",
    reference: (await author.publisher.load())?.name === "Publisher 5",
    collection: author.books.getItems().length === 4,
    other: (others as unknown) !== author && others.lastName === "Last 1",
  };
}
