// Finds with the hint of what a query selects.
import type { GraphQLResolveInfo } from "graphql";
import type { Entity, MaybeAbstractEntityConstructor } from "../types/Entity.ts";
import type { FindOptions } from "../types/FindOptions.ts";
import type { GraphQLFilterOf } from "../types/GraphQLFilter.ts";
import { hintOfSelection } from "./convertInfoToLoadHint.ts";
import { emOf } from "./emOf.ts";
import { findGql } from "./findGql.ts";
import type { ResolverContext } from "./ResolverContext.ts";

/**
 * As `findGql`, with all that the query selects below the field.
 * @example
 * drafts: (_, { filter }, ctx, info) => findWithInfo(ctx, Book, { ...filter, status: ["DRAFT"] }, info),
 *
 * **SQL**: that of the find, and one statement for each relation selected, in one round trip.
 * @throws InvalidFilterError (`INVALID_FILTER`)
 */
export function findWithInfo<T extends Entity>(
  ctx: ResolverContext,
  type: MaybeAbstractEntityConstructor<T>,
  where: GraphQLFilterOf<T> | null | undefined,
  info: GraphQLResolveInfo,
  options: Omit<FindOptions<T, never>, "populate"> = {},
): Promise<T[]> {
  const populate = hintOfSelection(type, info);
  return findGql<Entity, T>(emOf(ctx), type, where, { ...options, populate } as object);
}
