// Scenario 39 with Kingpost.
import type { Stage } from "../runner/Stage.ts";
import type { RefreshedObserved } from "../scenarios/refreshed.ts";
import { Author } from "./entities/Author.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";

export async function refreshed({
  newEm,
  outside,
}: Stage<EntityManager>): Promise<RefreshedObserved> {
  const em = newEm();
  const author = await em.load(Author, "a:1", "books");
  const others = await newEm().load(Author, "a:1");
  await outside("UPDATE authors SET last_name = 'Renamed', publisher_id = 5 WHERE id = 1");
  await outside("INSERT INTO books (title, author_id) VALUES ('Added', 1)");
  await em.refresh(author);
  return {
    isSameObject: (await em.load(Author, "a:1")) === author,
    value: author.lastName === "Renamed",
    reference: (await author.publisher.load()).name === "Publisher 5",
    collection: author.books.get.length === 4,
    other: others !== (author as Author) && others.lastName === "Last 1",
  };
}
