// The door `kingpost/graphql`: what an application's resolvers are made of.
export { addResolvers, type ResolverMap } from "./graphql/addResolvers.ts";
export type { GraphQLErrorCode, GraphQLErrorDetail } from "./graphql/answerTo.ts";
export { convertInfoToLoadHint } from "./graphql/convertInfoToLoadHint.ts";
export type { CursorArgs } from "./graphql/CursorArgs.ts";
export type { CursorPage, CursorPageInfo } from "./graphql/CursorPage.ts";
export { deleteEntity, type DeleteEntityOptions } from "./graphql/deleteEntity.ts";
export {
  entityResolver,
  type EntityResolver,
  type EntityResolverOptions,
  type MemberResolver,
} from "./graphql/entityResolver.ts";
export { findGql, type FindGqlOptions } from "./graphql/findGql.ts";
export { findWithInfo } from "./graphql/findWithInfo.ts";
export type { InputPath } from "./graphql/inputPlaces.ts";
export { loadWithInfo } from "./graphql/loadWithInfo.ts";
export {
  type ErrorFormatterOptions,
  type ErrorLog,
  newErrorFormatter,
} from "./graphql/newErrorFormatter.ts";
export type { PageLimits } from "./graphql/PageLimits.ts";
export { paginateCursor, type PaginateOptions } from "./graphql/paginateCursor.ts";
export {
  type LimitArgs,
  type LimitPage,
  type LimitPageInfo,
  paginateLimit,
} from "./graphql/paginateLimit.ts";
export { resolveEntityType } from "./graphql/resolveEntityType.ts";
export type { ResolverContext } from "./graphql/ResolverContext.ts";
export {
  saveEntities,
  type SaveEntitiesOptions,
  type SaveOptions,
} from "./graphql/saveEntities.ts";
export { saveEntity } from "./graphql/saveEntity.ts";
export type { SaveInput } from "./graphql/SaveInput.ts";
export { scalars } from "./graphql/scalars.ts";
export { toGraphQLError } from "./graphql/toGraphQLError.ts";
