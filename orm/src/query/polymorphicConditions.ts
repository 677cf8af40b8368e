// The conditions on a polymorphic reference as a whole: each value is a condition on the column of its type.
import { isPlainObject } from "../kit/isPlainObject.ts";
import { componentFor, componentsForId } from "../schema/componentFor.ts";
import type { ManyToOneField, PolymorphicField } from "../schema/Field.ts";
import { arrayLiteral } from "../sql/arrayLiteral.ts";
import type { Condition, ParameterNode } from "../sql/nodes.ts";
import { listAt } from "./FilterColumn.ts";
import { type EntityKey, keyOf } from "./filterColumns.ts";
import { below, filterError, type Place, unknownKey } from "./Place.ts";
import type { Row } from "./Row.ts";

const operators = ["eq", "ne", "in", "nin", "type"];

export function polymorphicConditions(
  row: Row,
  field: PolymorphicField,
  value: unknown,
  at: Place,
): Condition[] {
  if (typeof value === "boolean")
    return [value ? isSet(row, field.components) : isUnset(row, field)];
  if (!isPlainObject(value)) return [oneOf(row, field, value, at)];
  return Object.entries(value).flatMap(([operator, operand]): Condition[] => {
    if (operand === undefined) return [];
    const here = below(at, operator);
    switch (operator) {
      case "eq":
        return [oneOf(row, field, operand, here)];
      case "ne":
        return noneOf(row, field, operand, here);
      case "in":
        return [oneOf(row, field, listAt(operand, here), here)];
      case "nin":
        return noneOf(row, field, listAt(operand, here), here);
      case "type":
        return [isSet(row, componentsOf(field, operand, here))];
      default:
        throw unknownKey(here, operator, "an operator", operators);
    }
  });
}

/** One value, or one of a list. Every component is asked, so that finds for other types have the same text. */
function oneOf(row: Row, field: PolymorphicField, value: unknown, at: Place): Condition {
  const items: Condition[] = field.components.map((component) => ({
    kind: "any",
    left: row.column(component),
    list: bindKeys(row, field, component, at),
  }));
  if (valuesIn(value).includes(null)) items.push(isUnset(row, field));
  return one("or", items);
}

/** As with any column, a reference that is unset does not match a value to be left out. */
function noneOf(row: Row, field: PolymorphicField, value: unknown, at: Place): Condition[] {
  if (valuesIn(value).length === 0) return [];
  const items = field.components.map((component): Condition => {
    const left = row.column(component);
    const list = bindKeys(row, field, component, at);
    return {
      kind: "and",
      items: [
        { kind: "isNotNull", operand: left },
        { kind: "none", left, list },
      ],
    };
  });
  return [one("or", items)];
}

function valuesIn(value: unknown): ReadonlyArray<unknown> {
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

/** The keys among the values that may be of a component's type: types that share their ids have no id in common. A new entity has no row that matches. */
function bindKeys(
  { query: { parts, entityKey } }: Row,
  field: PolymorphicField,
  component: ManyToOneField,
  at: Place,
): ParameterNode {
  const { otherMeta } = component;
  return parts.bind(at, `${otherMeta.idField.codec.type}[]`, (given, place) => {
    const keys = valuesIn(given).flatMap((item) => {
      if (item === null || !componentsOfItem(field, item, entityKey, place).includes(component))
        return [];
      return keyOf(item, otherMeta, entityKey, place) ?? [];
    });
    return arrayLiteral(keys);
  });
}

function componentsOfItem(
  field: PolymorphicField,
  item: unknown,
  entityKey: EntityKey,
  at: Place,
): ReadonlyArray<ManyToOneField> {
  const entity = entityKey(item);
  if (entity === undefined && typeof item !== "object") return componentsForId(field, item);
  const component = entity && componentFor(field, entity.meta);
  if (component !== undefined) return [component];
  const types = field.components.map(({ otherMeta }) => otherMeta.type).join(", ");
  throw filterError(at, `is neither a tagged id nor an entity of ${types}`);
}

function componentsOf(field: PolymorphicField, types: unknown, at: Place): ManyToOneField[] {
  const list: unknown[] = Array.isArray(types) ? types : [types];
  return list.map((type) => {
    const component = field.components.find(({ otherMeta }) => otherMeta.cstr === type);
    if (component !== undefined) return component;
    const names = field.components.map(({ otherMeta }) => otherMeta.type).join(", ");
    throw filterError(at, `is not one of the classes ${names}`);
  });
}

function isSet(row: Row, components: ReadonlyArray<ManyToOneField>): Condition {
  const items = components.map((component): Condition => ({
    kind: "isNotNull",
    operand: row.column(component),
  }));
  return items.length === 0 ? { kind: "never" } : one("or", items);
}

function isUnset(row: Row, { components }: PolymorphicField): Condition {
  const items = components.map((component): Condition => ({
    kind: "isNull",
    operand: row.column(component),
  }));
  return one("and", items);
}

function one(kind: "and" | "or", items: Condition[]): Condition {
  return items.length === 1 ? items[0]! : { kind, items };
}
