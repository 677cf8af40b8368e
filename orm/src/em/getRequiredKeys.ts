import { ConfigApi } from "../rules/ConfigApi.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { Field } from "../schema/Field.ts";
// What `em.create` cannot do without.
import type { MetaOrType } from "../schema/ids/MetaOrType.ts";
import { isSettable } from "../schema/isSettable.ts";
import type { Entity } from "../types/Entity.ts";
import { getMetadata } from "./getMetadata.ts";

/**
 * The keys that `em.create` requires for an entity type: columns and polymorphic references that cannot be NULL and have no
 * default, and the id where the application gives it.
 * @example
 * getRequiredKeys(Book); // ["title", "author"]
 * @throws DomainError (`DOMAIN`) for a class whose domain was not linked yet
 */
export function getRequiredKeys<T extends Entity>(of: T | MetaOrType<T>): string[] {
  const meta: EntityMeta = getMetadata(of);
  const defaults = ConfigApi.defaultsOf(meta);
  return [...meta.fields].flatMap(([name, field]) =>
    isRequired(meta, field) && !defaults.has(name) ? [name] : [],
  );
}

function isRequired(meta: EntityMeta, field: Field): boolean {
  if (field.kind === "primaryKey") return meta.idGenerator === "application";
  if (!isSettable(field) || !("notNull" in field)) return false;
  const isNarrowed = meta.narrowed.get(field)?.notNull === true;
  return (field.notNull || isNarrowed) && !hasDefault(field);
}

function hasDefault(field: Extract<Field, { readonly notNull: boolean }>): boolean {
  return "column" in field && (field.literalDefault !== undefined || field.isFilledByDatabase);
}
