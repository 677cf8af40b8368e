// Scenario 32 with MikroORM: its documentation has resolvers load what they give.
import type { EntityManager } from "@mikro-orm/postgresql";
import { fastify } from "fastify";
import { mercurius } from "mercurius";
import type { Stage } from "../runner/Stage.ts";
import {
  type GraphqlTreeObserved,
  observeAnswer,
  query,
  typeDefs,
} from "../scenarios/graphqlTree.ts";
import { type Author, type Book, Publisher } from "./entities.ts";

export async function graphqlTree({
  newEm,
  log,
}: Stage<EntityManager>): Promise<GraphqlTreeObserved> {
  const resolvers = {
    Query: {
      publishers: (_root: unknown, _args: unknown, { em }: { em: EntityManager }) =>
        em.find(Publisher, {}),
    },
    Publisher: { authors: (publisher: Publisher) => publisher.authors.loadItems() },
    Author: {
      profile: (author: Author) => author.profile?.load(),
      books: (author: Author) => author.books.loadItems(),
    },
    Book: {
      author: (book: Book) => book.author.load(),
      reviews: (book: Book) => book.reviews.loadItems(),
      tags: (book: Book) => book.tags.loadItems(),
    },
  };
  const app = fastify();
  await app.register(mercurius, {
    schema: typeDefs,
    resolvers: resolvers as never,
    context: () => ({ em: newEm() }),
  });
  const { result, statements } = await log.record(() =>
    app.inject({ method: "POST", url: "/graphql", payload: { query } }),
  );
  await app.close();
  return observeAnswer(result.body, statements);
}
