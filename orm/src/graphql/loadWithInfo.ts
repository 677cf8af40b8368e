// Loads with the hint of what a query selects.
import type { GraphQLResolveInfo } from "graphql";
import type { Entity, IdOf, MaybeAbstractEntityConstructor } from "../types/Entity.ts";
import { hintOfSelection } from "./convertInfoToLoadHint.ts";
import { emOf } from "./emOf.ts";
import type { ResolverContext } from "./ResolverContext.ts";

/**
 * The entity with this id, with all that the query selects below the field.
 * @example
 * author: (_, { id }, ctx, info) => loadWithInfo(ctx, Author, id, info),
 *
 * **SQL**: one SELECT for the entity and one for each relation selected, in one round trip.
 * @throws NotFoundError (`NOT_FOUND`), InvalidIdError (`INVALID_ID`)
 */
export function loadWithInfo<T extends Entity>(
  ctx: ResolverContext,
  type: MaybeAbstractEntityConstructor<T>,
  id: IdOf<T>,
  info: GraphQLResolveInfo,
): Promise<T> {
  const em = emOf(ctx);
  const hint = hintOfSelection(type, info);
  return hint.isEmpty ? em.load(type, id) : (em.load(type, id, hint as never) as Promise<T>);
}
