// Refuses collections that are larger than an em may hold entities, before any of their members is made.
import { EntityLimitError } from "../errors/EntityLimitError.ts";
import type { MapKey } from "../schema/keys.ts";
import type { EntityState } from "../session/EntityState.ts";

interface Owned {
  readonly state: EntityState;
  readonly fieldName: string;
}

/**
 * @param owners the owner of each row that was read
 * @throws EntityLimitError (`ENTITY_LIMIT`)
 */
export function checkCollectionSizes(
  owners: ReadonlyArray<MapKey | undefined>,
  relations: Iterable<Owned>,
  limit: number,
): void {
  if (owners.length <= limit) return;
  const counts = new Map<MapKey | undefined, number>();
  for (const owner of owners) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  for (const { state, fieldName } of relations)
    if ((counts.get(state.mapKey) ?? 0) > limit)
      throw new EntityLimitError({ limit, collection: `${state.name}.${fieldName}` });
}
