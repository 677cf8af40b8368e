// The conditions on a polymorphic reference as a whole: each value is a condition on the column of its type.
import { isPlainObject } from "../kit/isPlainObject.ts";
import { componentFor, componentForId } from "../schema/componentFor.ts";
import type { ManyToOneField, PolymorphicField } from "../schema/Field.ts";
import { arrayLiteral } from "../sql/arrayLiteral.ts";
import type { Condition, ParameterNode } from "../sql/nodes.ts";
import { type EntityKey, keyColumn } from "./filterColumns.ts";
import { below, filterError, type FilterPath, unknownKey } from "./filterPath.ts";
import { columnNode } from "./QueryScope.ts";
import type { StatementParts } from "./StatementParts.ts";

const operators = ["eq", "ne", "in", "nin", "type"];

interface Row {
  readonly parts: StatementParts;
  readonly alias: string;
  readonly entityKey: EntityKey;
}

export function polymorphicConditions(
  row: Row,
  field: PolymorphicField,
  value: unknown,
  at: FilterPath,
): Condition[] {
  if (typeof value === "boolean")
    return [value ? isSet(row, field.components) : isUnset(row, field)];
  if (!isPlainObject(value)) return [oneOf(row, field, Array.isArray(value) ? value : [value], at)];
  return Object.entries(value).flatMap(([operator, operand]): Condition[] => {
    const here = below(at, operator);
    switch (operator) {
      case "eq":
        return [oneOf(row, field, [operand], here)];
      case "ne":
        return noneOf(row, field, [operand], here);
      case "in":
        return [oneOf(row, field, listOf(operand, here), here)];
      case "nin":
        return noneOf(row, field, listOf(operand, here), here);
      case "type":
        return [isSet(row, componentsOf(field, operand, here))];
      default:
        throw unknownKey(here, operator, "an operator", operators);
    }
  });
}

function oneOf(
  row: Row,
  field: PolymorphicField,
  list: ReadonlyArray<unknown>,
  at: FilterPath,
): Condition {
  const { lists, hasNull } = keysOf(row, field, list, at);
  const items: Condition[] = [...lists].map(([component, cells]) => ({
    kind: "any",
    left: columnNode(row.alias, component.column),
    list: bindKeys(row, component, cells),
  }));
  if (hasNull) items.push(isUnset(row, field));
  return items.length === 0 ? { kind: "never" } : one("or", items);
}

/** As with any column, a reference that is unset does not match a value to be left out. */
function noneOf(
  row: Row,
  field: PolymorphicField,
  list: ReadonlyArray<unknown>,
  at: FilterPath,
): Condition[] {
  if (list.length === 0) return [];
  const { lists } = keysOf(row, field, list, at);
  const items = field.components.map((component): Condition => {
    const cells = lists.get(component) ?? [];
    const left = columnNode(row.alias, component.column);
    return cells.length === 0
      ? { kind: "isNotNull", operand: left }
      : { kind: "none", left, list: bindKeys(row, component, cells) };
  });
  return [one("or", items)];
}

function bindKeys(
  { parts }: Row,
  { otherMeta }: ManyToOneField,
  keys: ReadonlyArray<string>,
): ParameterNode {
  return parts.bind(arrayLiteral(keys), `${otherMeta.idField.codec.type}[]`);
}

/** The keys given, by the column that holds them. A new entity has no row that matches. */
function keysOf(
  { alias, entityKey }: Row,
  field: PolymorphicField,
  list: ReadonlyArray<unknown>,
  at: FilterPath,
): { readonly lists: Map<ManyToOneField, string[]>; readonly hasNull: boolean } {
  const lists = new Map<ManyToOneField, string[]>();
  for (const item of list) {
    if (item === null) continue;
    const component = componentOf(field, item, entityKey, at);
    const column = keyColumn(alias, component.column, component.otherMeta, entityKey);
    const key = column.encode(item, at);
    const known = lists.get(component);
    if (known === undefined) lists.set(component, key === undefined ? [] : [key]);
    else if (key !== undefined) known.push(key);
  }
  return { lists, hasNull: list.includes(null) };
}

function componentOf(
  field: PolymorphicField,
  item: unknown,
  entityKey: EntityKey,
  at: FilterPath,
): ManyToOneField {
  const entity = entityKey(item);
  if (entity === undefined && typeof item !== "object") return componentForId(field, item);
  const component = entity && componentFor(field, entity.meta);
  if (component !== undefined) return component;
  const types = field.components.map(({ otherMeta }) => otherMeta.type).join(", ");
  throw filterError(at, `is neither a tagged id nor an entity of ${types}`);
}

function componentsOf(field: PolymorphicField, types: unknown, at: FilterPath): ManyToOneField[] {
  const list: unknown[] = Array.isArray(types) ? types : [types];
  return list.map((type) => {
    const component = field.components.find(({ otherMeta }) => otherMeta.cstr === type);
    if (component !== undefined) return component;
    const names = field.components.map(({ otherMeta }) => otherMeta.type).join(", ");
    throw filterError(at, `is not one of the classes ${names}`);
  });
}

function isSet({ alias }: Row, components: ReadonlyArray<ManyToOneField>): Condition {
  const items = components.map(({ column }): Condition => ({
    kind: "isNotNull",
    operand: columnNode(alias, column),
  }));
  return items.length === 0 ? { kind: "never" } : one("or", items);
}

function isUnset({ alias }: Row, { components }: PolymorphicField): Condition {
  const items = components.map(({ column }): Condition => ({
    kind: "isNull",
    operand: columnNode(alias, column),
  }));
  return one("and", items);
}

function listOf(value: unknown, at: FilterPath): ReadonlyArray<unknown> {
  if (Array.isArray(value)) return value as unknown[];
  throw filterError(at, "is not a list");
}

function one(kind: "and" | "or", items: Condition[]): Condition {
  return items.length === 1 ? items[0]! : { kind, items };
}
