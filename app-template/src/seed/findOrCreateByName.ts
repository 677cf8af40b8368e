// Authors, series and tags are known by their names: one find for all names of a batch, and new ones for the rest.
import type { EntityConstructor } from "kingpost";
import type { Author } from "../entities/Author.ts";
import type { EntityManager } from "../entities/codegen/domain.ts";
import type { Series } from "../entities/Series.ts";
import type { Tag } from "../entities/Tag.ts";

/** A look-up by name that has an answer for each of the names given. */
export async function findOrCreateByName<T extends Author | Series | Tag>(
  em: EntityManager,
  type: EntityConstructor<T>,
  names: ReadonlyArray<string>,
): Promise<(name: string) => T> {
  const wanted = [...new Set(names)];
  const found = await em.find(type, { name: wanted });
  const byName = new Map(found.map((entity) => [entity.name, entity]));
  for (const name of wanted) if (!byName.has(name)) byName.set(name, em.create(type, { name }));
  return (name) => byName.get(name) as T;
}
