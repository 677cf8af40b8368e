// How statements of a plan select by what stands above them: texts, what they bind, and the keys that they lead to.
import { castType } from "../../schema/castType.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { ManyToManyField } from "../../schema/Field.ts";
import { quote } from "../../sql/identifier.ts";
import type { Statement } from "../../sql/Statement.ts";
import type { StoredRelation } from "../dealRelated.ts";
import type { GivenKeys } from "../GivenKeys.ts";
import type { Restriction } from "../Restriction.ts";
import { isOfTypeCondition } from "../selectColumns.ts";
import { limitValues, selectChildren, selectOthers } from "../selectRelated.ts";
import { textOf } from "../textOf.ts";
import type { Anchor, Keys } from "./PreloadLevel.ts";

type StoredField = StoredRelation["field"];

/** The text of a statement below the anchor. */
export function textBelow(
  { meta, given }: Anchor,
  kind: string,
  make: () => string,
  restrictions: string,
): string {
  return textOf(meta, given?.kind(kind) ?? kind, make, restrictions);
}

/** What loads a relation of the owners that the keys say. */
export function relationStatement(
  anchor: Anchor,
  field: StoredField,
  path: string,
  keys: Keys,
  restriction: Restriction | undefined,
): Statement {
  const { meta, fieldName, otherMeta } = field;
  const kind = path === fieldName ? `load ${path}` : `preload ${path}`;
  const next = keys.values.length + 1;
  const make = (): string =>
    field.kind === "m2m"
      ? selectOthers(field, keys.text, restriction, next)
      : selectChildren(field, keys.text, restriction, next);
  return {
    text: textBelow(anchor, kind, make, cacheKeyOf(keys, restriction)),
    values: [...keys.values, ...limitValues(otherMeta, restriction)],
    operation: `load ${meta.type}.${fieldName}`,
  };
}

/** The keys of the entities that a relation's answer gives. */
export function relatedKeys(
  field: StoredField,
  ownerKeys: Keys,
  restriction: Restriction | undefined,
): Keys {
  const { otherMeta } = field;
  const [table, key, owner] =
    field.kind === "m2m"
      ? [
          `${field.joinTable.table} AS j${joinToTypes(field)}`,
          `j.${quote(field.otherColumn)}`,
          `j.${quote(field.column)}`,
        ]
      : [
          `${otherMeta.table} AS t`,
          `t.${quote(otherMeta.keyField.column)}`,
          `t.${quote(field.otherField.column)}`,
        ];
  const next = ownerKeys.values.length + 1;
  const { text: isOfType, values } = isOfTypeCondition(otherMeta, "t", next);
  const allowed = restriction?.on(key, next + values.length) ?? "";
  const typed = { ...ownerKeys, values: [...ownerKeys.values, ...values] };
  const text = anyIn(
    `SELECT ${key} FROM ${table} WHERE ${owner} ${ownerKeys.text}${isOfType}${allowed}`,
  );
  return { ...withRestriction(typed, restriction), text };
}

/** What tells the type of the others; nothing where all rows of their table are of it. */
function joinToTypes({ otherMeta, otherColumn }: ManyToManyField): string {
  if (otherMeta.reading?.codes === undefined) return "";
  return ` JOIN ${otherMeta.table} AS t ON t.${quote(otherMeta.keyField.column)} = j.${quote(otherColumn)}`;
}

/** Of keys of a type, those of rows that pass the restriction: what hangs on others is not there either. */
export function allowedKeys(
  meta: EntityMeta,
  keys: Keys,
  restriction: Restriction | undefined,
): Keys {
  if (restriction === undefined) return keys;
  const key = `t.${quote(meta.keyField.column)}`;
  const allowed = restriction.on(key, keys.values.length + 1);
  const text = anyIn(`SELECT ${key} FROM ${meta.table} AS t WHERE ${key} ${keys.text}${allowed}`);
  return { ...withRestriction(keys, restriction), text };
}

function withRestriction(keys: Keys, restriction: Restriction | undefined): Keys {
  if (restriction === undefined) return keys;
  return {
    ...keys,
    values: [...keys.values, ...restriction.values],
    restrictions: `${cacheKeyOf(keys, restriction)};`,
  };
}

/** What of the restrictions a text depends on. */
export function cacheKeyOf(keys: Keys, restriction: Restriction | undefined): string {
  return `${keys.restrictions}${restriction?.text ?? ""}`;
}

/** A key may be that of a row of another type in the same table, which only a load by key tells. */
export function isTypedByRow(meta: EntityMeta): boolean {
  return meta.tableType !== meta;
}

export function keyTypeOf(field: StoredField): string {
  return field.kind === "m2m"
    ? field.meta.idField.codec.type
    : castType(field.otherField.codec.type);
}

export function keysOf(given: GivenKeys, type: string): Keys {
  return { text: given.among(type), values: [given.value], restrictions: "" };
}

/**
 * As a list, which is read once and then looked up in the index, as keys that are bound are. As `IN (SELECT …)` the planner may
 * join instead and read a whole table for it: twice the time for 5,000 of 50,000 rows.
 */
export function anyIn(select: string): string {
  return `= ANY(ARRAY(${select}))`;
}
