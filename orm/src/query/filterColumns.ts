// The columns that filters can name, as `FilterColumn`s: fields with their codecs, and keys that take ids and entities.
import { castType } from "../schema/castType.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField } from "../schema/Field.ts";
import { isOfType } from "../schema/isOfType.ts";
import { keyOfId } from "../schema/keys.ts";
import type { FilterColumn } from "./columnConditions.ts";
import { filterError } from "./filterPath.ts";
import { columnNode } from "./QueryScope.ts";

/** Reads the key of an entity given in a filter; the entity manager's floors know entities, this one does not. */
export type EntityKey = (
  value: unknown,
) => { readonly meta: EntityMeta; readonly key: string | undefined } | undefined;

export function fieldColumn(alias: string, field: ColumnField): FilterColumn {
  const { codec } = field;
  return {
    node: columnNode(alias, field.column),
    type: castType(codec.type),
    isArray: codec.type.endsWith("[]"),
    encode: (given, at) => {
      const value =
        "isCleaned" in field && field.isCleaned && typeof given === "string" ? given.trim() : given;
      const reason = codec.refuse(value);
      if (reason !== undefined) throw filterError(at, reason);
      return codec.encode(value);
    },
  };
}

/** A column that holds keys of `meta`: ids in any form and entities are its values. A new entity has no row that matches. */
export function keyColumn(
  alias: string,
  column: string,
  meta: EntityMeta,
  entityKey: EntityKey,
): FilterColumn {
  return {
    node: columnNode(alias, column),
    type: meta.idField.codec.type,
    isArray: false,
    encode: (value, at) => {
      const entity = entityKey(value);
      if (entity === undefined) {
        if (typeof value === "object")
          throw filterError(at, `is neither an id nor an entity of ${meta.type}`);
        return keyOfId(meta, value);
      }
      if (!isOfType(entity.meta, meta))
        throw filterError(at, `is an entity of ${entity.meta.type}, not of ${meta.type}`);
      return entity.key;
    },
  };
}
