// Scenario 32 with Kingpost.
import { fastify } from "fastify";
import { buildSchema, type GraphQLResolveInfo } from "graphql";
import { addResolvers, entityResolver, findWithInfo } from "kingpost/graphql";
import { mercurius } from "mercurius";
import type { Stage } from "../runner/Stage.ts";
import {
  type GraphqlTreeObserved,
  observeAnswer,
  query,
  typeDefs,
} from "../scenarios/graphqlTree.ts";
import { Author } from "./entities/Author.ts";
import { Book } from "./entities/Book.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";
import { Profile } from "./entities/Profile.ts";
import { Publisher } from "./entities/Publisher.ts";
import { Review } from "./entities/Review.ts";
import { Tag } from "./entities/Tag.ts";

export async function graphqlTree({
  newEm,
  log,
}: Stage<EntityManager>): Promise<GraphqlTreeObserved> {
  const schema = addResolvers(buildSchema(typeDefs), {
    Query: {
      publishers: (
        _root: unknown,
        _args: unknown,
        ctx: { readonly em: EntityManager },
        info: GraphQLResolveInfo,
      ) => findWithInfo(ctx, Publisher, {}, info),
    },
    Publisher: entityResolver(Publisher),
    Author: entityResolver(Author),
    Profile: entityResolver(Profile),
    Book: entityResolver(Book),
    Review: entityResolver(Review),
    Tag: entityResolver(Tag),
  });
  const app = fastify();
  await app.register(mercurius, { schema, context: () => ({ em: newEm() }) });
  const { result, statements } = await log.record(() =>
    app.inject({ method: "POST", url: "/graphql", payload: { query } }),
  );
  await app.close();
  return observeAnswer(result.body, statements);
}
