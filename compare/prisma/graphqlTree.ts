// Scenario 32 with Prisma: its documentation has resolvers ask for what they give by `findUnique`, which it batches.
import { fastify } from "fastify";
import { mercurius } from "mercurius";
import type { Stage } from "../runner/Stage.ts";
import {
  type GraphqlTreeObserved,
  observeAnswer,
  query,
  typeDefs,
} from "../scenarios/graphqlTree.ts";
import type { PrismaClient } from "./PrismaClient.ts";

interface Root {
  readonly id: number;
}

export async function graphqlTree({
  newEm,
  log,
}: Stage<PrismaClient>): Promise<GraphqlTreeObserved> {
  const prisma = newEm();
  const resolvers = {
    Query: { publishers: () => prisma.publisher.findMany() },
    Publisher: {
      authors: ({ id }: Root) => prisma.publisher.findUnique({ where: { id } }).authors(),
    },
    Author: {
      profile: ({ id }: Root) => prisma.author.findUnique({ where: { id } }).profile(),
      books: ({ id }: Root) => prisma.author.findUnique({ where: { id } }).books(),
    },
    Book: {
      author: ({ id }: Root) => prisma.book.findUnique({ where: { id } }).author(),
      reviews: ({ id }: Root) => prisma.book.findUnique({ where: { id } }).reviews(),
      tags: async ({ id }: Root) => {
        const links = await prisma.book
          .findUnique({ where: { id } })
          .tags({ include: { tag: true } });
        return links.map(({ tag }) => tag);
      },
    },
  };
  const app = fastify();
  await app.register(mercurius, { schema: typeDefs, resolvers: resolvers as never });
  const { result, statements } = await log.record(() =>
    app.inject({ method: "POST", url: "/graphql", payload: { query } }),
  );
  await app.close();
  return observeAnswer(result.body, statements);
}
