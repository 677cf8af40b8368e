// Scenario 10 with MikroORM.
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Stage } from "../runner/Stage.ts";
import type { ResolverTreeObserved } from "../scenarios/resolverTree.ts";
import { Publisher } from "./entities.ts";

export async function resolverTree({
  newEm,
  log,
}: Stage<EntityManager>): Promise<ResolverTreeObserved> {
  const em = newEm();
  const resolved = await log.record(async () => {
    const publishers = await em.find(Publisher, {});
    const books = await Promise.all(
      publishers.map(async (publisher) => {
        const authors = await publisher.authors.loadItems();
        const ofAuthors = await Promise.all(
          authors.map(async (author) => {
            const [own] = await Promise.all([author.books.loadItems(), author.profile?.load()]);
            return own;
          }),
        );
        return ofAuthors.flat();
      }),
    );
    return Promise.all(
      books.flat().map((book) => Promise.all([book.reviews.loadItems(), book.tags.loadItems()])),
    );
  });
  const populated = await log.record(() =>
    newEm().find(
      Publisher,
      {},
      { populate: ["authors.profile", "authors.books.reviews", "authors.books.tags"] },
    ),
  );
  return {
    reviews: resolved.result.flatMap(([reviews]) => reviews).length,
    tags: resolved.result.flatMap(([, tags]) => tags).length,
    resolved: resolved.statements.length,
    populated: populated.statements.filter((sql) => /^select/i.test(sql)).length,
  };
}
