// The columns that filters can name, as `FilterColumn`s: fields with their codecs, and keys that take ids and entities.
import { InvalidIdError } from "../errors/InvalidIdError.ts";
import { castType } from "../schema/castType.ts";
import type { Codec } from "../schema/Codec.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField } from "../schema/Field.ts";
import { isOfType } from "../schema/isOfType.ts";
import { keyOfId } from "../schema/keys.ts";
import type { ColumnNode } from "../sql/nodes.ts";
import type { FilterColumn } from "./FilterColumn.ts";
import { codes, familyOf, keys } from "./operators/families.ts";
import { filterError, type Place } from "./Place.ts";

/** Reads the key of an entity given in a filter; the entity manager's floors know entities, this one does not. */
export type EntityKey = (
  value: unknown,
) => { readonly meta: EntityMeta; readonly key: string | undefined } | undefined;

/** `node` is asked for when a condition on the column is made: it may have to be joined. */
export function fieldColumn(node: () => ColumnNode, field: ColumnField): FilterColumn {
  const { codec } = field;
  const { comparedAs } = codec;
  const type = castType(codec.type);
  const base = codec.base ?? codec;
  return {
    get node() {
      const column = node();
      return comparedAs === undefined
        ? column
        : ({ kind: "cast", operand: column, type: comparedAs } as const);
    },
    // What is compared as something else is read as its own type first: `$1::point::text`.
    type: comparedAs === undefined ? type : `${type}::${comparedAs}`,
    listType: comparedAs === undefined ? `${type}[]` : `${type}[]::${comparedAs}[]`,
    // A list of codes is an array like any other.
    family: field.kind === "enum" && field.ofNull === undefined ? codes : familyOf(base.type),
    encode: (given, at) => {
      const value =
        "isTrimmed" in field && field.isTrimmed && typeof given === "string" ? given.trim() : given;
      const reason = codec.refuse(value);
      if (reason !== undefined) throw filterError(at, reason);
      return codec.encode(codec.keep?.(value) ?? value);
    },
    // Every object is a JSON value; there, operators are what an object means.
    isValue: (value) => !base.type.startsWith("json") && codec.refuse(value) === undefined,
    isUnmatchable: () => false,
  };
}

/** A column that is no field, with codes of an enum for values. */
export function codecColumn(node: ColumnNode, codec: Codec<string>): FilterColumn {
  const type = castType(codec.type);
  return {
    node,
    type,
    listType: `${type}[]`,
    family: codes,
    encode: (value, at) => {
      const reason = codec.refuse(value);
      if (reason !== undefined) throw filterError(at, reason);
      return codec.encode(value as string);
    },
    isValue: () => false,
    isUnmatchable: () => false,
  };
}

/** A column that holds keys of `meta`: ids in any form and entities are its values. A new entity has no row that matches. */
export function keyColumn(
  node: () => ColumnNode,
  meta: EntityMeta,
  entityKey: EntityKey,
): FilterColumn {
  const { type } = meta.idField.codec;
  return {
    get node() {
      return node();
    },
    type,
    listType: `${type}[]`,
    family: keys,
    encode: (value, at) => keyOf(value, meta, entityKey, at) ?? null,
    isValue: () => false,
    isUnmatchable: (value, at) =>
      entityKey(value) !== undefined && keyOf(value, meta, entityKey, at) === undefined,
  };
}

/** The key of an id or entity of `meta`; `undefined` for a new entity. @throws InvalidFilterError (`INVALID_FILTER`) */
export function keyOf(
  value: unknown,
  meta: EntityMeta,
  entityKey: EntityKey,
  at: Place,
): string | undefined {
  const entity = entityKey(value);
  if (entity === undefined) return keyOfGiven(meta, value, at);
  if (!isOfType(entity.meta, meta))
    throw filterError(at, `is an entity of ${entity.meta.type}, not of ${meta.type}`);
  return entity.key;
}

function keyOfGiven(meta: EntityMeta, id: unknown, at: Place): string {
  if (typeof id === "object")
    throw filterError(at, `is neither an id nor an entity of ${meta.type}`);
  try {
    return keyOfId(meta, id);
  } catch (error) {
    if (!(error instanceof InvalidIdError)) throw error;
    throw filterError(at, `is not an id of ${meta.type}, which look like ${meta.tagPrefix}1`);
  }
}
