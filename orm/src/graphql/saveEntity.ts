// Creates or changes an entity from the input of a mutation, and writes it.
import type { Entity, MaybeAbstractEntityConstructor } from "../types/Entity.ts";
import type { ResolverContext } from "./ResolverContext.ts";
import { saveEntities, type SaveOptions } from "./saveEntities.ts";
import type { SaveInput } from "./SaveInput.ts";

/**
 * Creates an entity, or changes the one whose id is given, from the input of a mutation, and writes it: `null` unsets, what is left
 * out stays as it is. See `saveEntities`, of which it is the one for one.
 * @example
 * saveAuthor: async (_, { input }, ctx) => ({ author: await saveEntity(ctx, Author, input) }),
 *
 * **SQL**: one statement per relation and level for what the input names, then that of the flush.
 * @throws what `em.upsert` and `em.flush` throw
 */
export async function saveEntity<T extends Entity>(
  ctx: ResolverContext,
  type: MaybeAbstractEntityConstructor<T>,
  input: SaveInput<T>,
  options: SaveOptions = {},
): Promise<T> {
  const [entity] = await saveEntities(ctx, type, [input], options);
  return entity!;
}
