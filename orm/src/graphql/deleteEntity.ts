// Deletes an entity on behalf of a mutation.
import type { Entity, IdOf, MaybeAbstractEntityConstructor } from "../types/Entity.ts";
import { emOf } from "./emOf.ts";
import type { ResolverContext } from "./ResolverContext.ts";

export interface DeleteEntityOptions {
  /** `false` leaves the writing to the caller. Default: it is written. */
  readonly flush?: boolean | undefined;
}

/**
 * Deletes the entity with this id, with what its configuration drags along, and gives it as it was. When that fails the entity manager
 * is cleared, so that the next mutation of the request begins anew.
 * @example
 * deleteAuthor: async (_, { input }, ctx) => ({ deletedId: (await deleteEntity(ctx, Author, input.id)).idTagged }),
 *
 * **SQL**: one SELECT for the entity, then that of the flush.
 * @throws NotFoundError (`NOT_FOUND`), InvalidIdError (`INVALID_ID`), and what `em.flush` throws
 */
export async function deleteEntity<T extends Entity>(
  ctx: ResolverContext,
  type: MaybeAbstractEntityConstructor<T>,
  id: IdOf<T>,
  { flush = true }: DeleteEntityOptions = {},
): Promise<T> {
  const em = emOf(ctx);
  const entity = await em.load(type, id);
  try {
    em.delete(entity);
    if (flush) await em.flush();
    return entity;
  } catch (error) {
    if (flush) em.clear({ discardChanges: true });
    throw error;
  }
}
