// Scenario 1 with MikroORM.
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Stage } from "../runner/Stage.ts";
import type { IdentityObserved } from "../scenarios/identity.ts";
import { Author, Book, Publisher } from "./entities.ts";

export async function identity({ newEm }: Stage<EntityManager>): Promise<IdentityObserved> {
  const em = newEm();
  const author = await em.findOneOrFail(Author, 1);
  const again = await em.findOneOrFail(Author, 1);
  const [found] = await em.find(Author, { lastName: "Last 1" });
  const book = await em.findOneOrFail(Book, { author: 1 });
  const publisher = await em.findOneOrFail(Publisher, 1);
  const members = await publisher.authors.loadItems();
  const other = newEm();
  const [one, two] = await Promise.all([
    other.findOneOrFail(Author, 1),
    other.findOneOrFail(Author, 1),
  ]);
  return {
    loadedAgain: again === author,
    found: found === author,
    byReference: (await book.author.loadOrFail()) === author,
    inCollection: members.some((member) => member === author),
    atOnce: one === two,
  };
}
