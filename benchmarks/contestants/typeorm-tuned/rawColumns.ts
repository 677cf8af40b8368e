// The columns of an entity under the names of its members, which rows without entities do not have by themselves.
import type { EntityManager, EntitySchema } from "typeorm";

/** A query of all columns whose rows are called as the members of the entity. */
export function rawColumns<T extends object>(
  manager: EntityManager,
  entity: EntitySchema<T>,
): ReturnType<typeof manager.createQueryBuilder<T>> {
  const query = manager.createQueryBuilder(entity, "e").select([]);
  for (const { propertyName } of manager.connection.getMetadata(entity).columns)
    query.addSelect(`e.${propertyName}`, propertyName);
  return query;
}
