// Finds out which keys `em.create` cannot do without, once schema and configs are linked.
import { ConfigApi } from "../rules/ConfigApi.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { Field } from "../schema/Field.ts";
import { isSettable } from "../schema/isSettable.ts";

export function linkRequiredKeys(metadata: ReadonlyArray<EntityMeta>): void {
  for (const meta of metadata) {
    const defaults = ConfigApi.defaultsOf(meta);
    const requiredKeys = [...meta.fields].flatMap(([name, field]) =>
      isRequired(meta, field) && !defaults.has(name) ? [name] : [],
    );
    Object.assign(meta, { requiredKeys });
  }
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
