// Scenario 1 with Kingpost.
import type { Stage } from "../runner/Stage.ts";
import type { IdentityObserved } from "../scenarios/identity.ts";
import { Author } from "./entities/Author.ts";
import { Book } from "./entities/Book.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";
import { Publisher } from "./entities/Publisher.ts";

export async function identity({ newEm }: Stage<EntityManager>): Promise<IdentityObserved> {
  const em = newEm();
  const author = await em.load(Author, "a:1");
  const again = await em.load(Author, "a:1");
  const [found] = await em.find(Author, { lastName: "Last 1" });
  const [book] = await em.find(Book, { author: "a:1" }, { limit: 1 });
  const publisher = await em.load(Publisher, "publisher:1");
  const members = await publisher.authors.load();
  const other = newEm();
  const [one, two] = await Promise.all([other.load(Author, "a:1"), other.load(Author, "a:1")]);
  return {
    loadedAgain: again === author,
    found: found === author,
    byReference: (await book?.author.load()) === author,
    inCollection: members.includes(author),
    atOnce: one === two,
  };
}
