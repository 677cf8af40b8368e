// The door `kingpost/graphql`: what an application's resolvers are made of.
export type { GraphQLErrorCode, GraphQLErrorDetail } from "./graphql/answerTo.ts";
export {
  entityResolver,
  type EntityResolver,
  type EntityResolverOptions,
  type MemberResolver,
  type ResolverContext,
} from "./graphql/entityResolver.ts";
export { findGql, type FindGqlOptions } from "./graphql/findGql.ts";
export { toGraphQLError } from "./graphql/toGraphQLError.ts";
