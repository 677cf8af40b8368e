// Scenario 10 with Kingpost.
import type { Stage } from "../runner/Stage.ts";
import type { ResolverTreeObserved } from "../scenarios/resolverTree.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";
import { Publisher } from "./entities/Publisher.ts";

export async function resolverTree({
  newEm,
  log,
}: Stage<EntityManager>): Promise<ResolverTreeObserved> {
  const em = newEm();
  const resolved = await log.record(async () => {
    const publishers = await em.find(Publisher, {});
    const books = await Promise.all(
      publishers.map(async (publisher) => {
        const authors = await publisher.authors.load();
        const ofAuthors = await Promise.all(
          authors.map(
            async (author) => (await Promise.all([author.books.load(), author.profile.load()]))[0],
          ),
        );
        return ofAuthors.flat();
      }),
    );
    return Promise.all(
      books.flat().map((book) => Promise.all([book.reviews.load(), book.tags.load()])),
    );
  });
  const populated = await log.record(() =>
    newEm().find(
      Publisher,
      {},
      { populate: { authors: { profile: {}, books: ["reviews", "tags"] } } },
    ),
  );
  return {
    reviews: resolved.result.flatMap(([reviews]) => reviews).length,
    tags: resolved.result.flatMap(([, tags]) => tags).length,
    resolved: resolved.statements.length,
    populated: populated.statements.filter((sql) => /^select/i.test(sql)).length,
  };
}
