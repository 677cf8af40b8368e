// From a filter to conditions. Filters may come from outside: every key is looked up, every value is checked against the
// column's type, and nothing of them becomes text of the statement.
import { isPlainObject } from "../kit/isPlainObject.ts";
import type { Field, ManyToOneField } from "../schema/Field.ts";
import { RowCondition } from "../schema/RowCondition.ts";
import type { Condition } from "../sql/nodes.ts";
import { AliasState } from "./AliasState.ts";
import { allOf } from "./allOf.ts";
import { columnConditions, negation } from "./columnConditions.ts";
import { contextOf } from "./contextOf.ts";
import { fieldColumn, keyColumn } from "./filterColumns.ts";
import { keys } from "./operators/families.ts";
import { parseCollection } from "./parseCollection.ts";
import { parseEnumCollection } from "./parseEnumCollection.ts";
import { below, filterError, type Place, unknownKey, within } from "./Place.ts";
import { polymorphicConditions } from "./polymorphicConditions.ts";
import type { Row } from "./Row.ts";
import { rowConditions } from "./rowConditions.ts";
import { splitKeys } from "./splitKeys.ts";
import { subtypeConditions, subtypeKeys } from "./subtypeConditions.ts";
import { typeConditions } from "./typeConditions.ts";

/**
 * The conditions that a filter on a row means, to be joined by AND. `isRequired` says that all of them must hold for the row
 * to be found, so that what they need may be joined inner.
 */
export function parseFilter(
  row: Row,
  filter: unknown,
  at: Place,
  isRequired: boolean,
): Condition[] {
  if (filter === undefined) return [];
  if (RowCondition.is(filter)) return rowConditions(row, filter, at);
  if (!isPlainObject(filter)) throw filterError(at, "is not a filter object");
  return Object.entries(filter).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const here = below(at, key);
    const field = row.meta.fields.get(key);
    if (field !== undefined) {
      row.query.parts.name(field);
      return parseField(row, field, value, here, isRequired);
    }
    const ofType = subtypeConditions(row, key, value, here, isRequired);
    if (ofType !== undefined) return ofType;
    const word = words.get(key);
    if (word !== undefined) return word(row, value, here, isRequired);
    throw unknownKey(here, key, `a field of ${row.meta.type}`, [
      ...row.meta.fields.keys(),
      ...subtypeKeys(row.meta),
      ...words.keys(),
    ]);
  });
}

type Word = (row: Row, value: unknown, at: Place, isRequired: boolean) => Condition[];

/** What may stand beside the fields; a field of such a name comes first. */
export const words: ReadonlyMap<string, Word> = new Map<string, Word>([
  [
    "as",
    (row, value, at) => {
      const alias = AliasState.of(value);
      if (alias === undefined) throw filterError(at, "is not an alias");
      row.query.bind(alias, row.forAlias);
      return [];
    },
  ],
  [
    "and",
    (row, value, at, isRequired) =>
      listOf(value, at).flatMap(([item, here]) => parseFilter(row, item, here, isRequired)),
  ],
  [
    "or",
    (row, value, at) => {
      const hidden = row.hidden();
      const items = listOf(value, at).flatMap(([item, here]) => {
        const conditions = parseFilter(hidden, item, here, false);
        return conditions.length === 0 ? [] : [allOf(conditions)];
      });
      return items.length === 0 ? [] : [{ kind: "or", items }];
    },
  ],
  ["not", (row, value, at) => negation(parseFilter(row.hidden(), value, at, false))],
]);

function listOf(value: unknown, at: Place): Array<readonly [item: unknown, at: Place]> {
  if (!Array.isArray(value)) return [[value, at]];
  return value.map((item: unknown, index) => [item, below(at, index)] as const);
}

function parseField(
  row: Row,
  field: Field,
  value: unknown,
  at: Place,
  isRequired: boolean,
): Condition[] {
  switch (field.kind) {
    case "primaryKey":
      return columnConditions(
        contextOf(row.query),
        keyColumn(() => row.column(field), row.meta, row.query.entityKey),
        value,
        at,
      );
    case "primitive":
    case "lazy":
    case "enum":
      return columnConditions(
        contextOf(row.query),
        fieldColumn(() => row.column(field), field),
        value,
        at,
      );
    case "m2o":
      return parseReference(row, field, value, at, isRequired);
    case "poly":
      return polymorphicConditions(row, field, value, at);
    case "recursive":
    case "o2m":
    case "o2o":
    case "m2m":
      return parseCollection(row, field, value, at);
    case "m2mEnum":
      return parseEnumCollection(row, field, value, at);
  }
}

function parseReference(
  row: Row,
  field: ManyToOneField,
  value: unknown,
  at: Place,
  isRequired: boolean,
): Condition[] {
  const alias = AliasState.of(value);
  if (alias !== undefined) return parseReference(row, field, { as: value }, within(at), isRequired);
  if (typeof value === "boolean")
    return [{ kind: value ? "isNotNull" : "isNull", operand: row.column(field) }];
  const key = keyColumn(() => row.column(field), field.otherMeta, row.query.entityKey);
  const context = contextOf(row.query);
  if (!isPlainObject(value)) return columnConditions(context, key, value, at);
  const { words: operators, nested } = splitKeys(value, field.otherMeta, isKeyOperator);
  const other = row.reference(field, isRequired);
  const conditions = parseFilter(other, nested, at, isRequired);
  if (conditions.length > 0) conditions.push(...typeConditions(other));
  const guard = conditions.length === 0 ? [] : guardOf(row, field, other, conditions);
  return [...columnConditions(context, key, operators, at), ...guard, ...conditions];
}

/** That there is such a row, where its conditions alone do not say so. */
function guardOf(
  row: Row,
  field: ManyToOneField,
  other: Row,
  conditions: Condition[],
): Condition[] {
  const operand = row.column(field);
  const isThere =
    !other.isOptional && (row.scope.isRequired(operand) || conditions.some(refusesNull));
  return isThere ? [] : [{ kind: "isNotNull", operand }];
}

/** What is asked of the reference's own column. */
function isKeyOperator(name: string): boolean {
  return keys.operators.has(name) || name === "op" || name === "value";
}

/** Whether a condition is not met where its column is NULL. A count is never NULL: what is not there has no members. */
function refusesNull(condition: Condition): boolean {
  switch (condition.kind) {
    case "compare":
      return condition.operator !== "IS DISTINCT FROM" && condition.left.kind !== "aggregate";
    case "any":
      return condition.left.kind !== "aggregate";
    case "isNotNull":
      return condition.operand.kind !== "aggregate";
    default:
      return false;
  }
}
