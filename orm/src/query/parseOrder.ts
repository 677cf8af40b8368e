// From an `orderBy` to the parts of an ORDER BY. The id is always last, so that an order is total.
import { isPlainObject } from "../kit/isPlainObject.ts";
import { castType } from "../schema/castType.ts";
import type { ColumnField } from "../schema/Field.ts";
import type { AggregateFunction, Expression, OrderNode } from "../sql/nodes.ts";
import { SqlFragment } from "../sql/SqlFragment.ts";
import { bindPath } from "./operators/jsonPath.ts";
import { type CollectionField, membersOf } from "./parseCollection.ts";
import { AliasUses, fragmentNode } from "./parseConditions.ts";
import { below, filterError, type Place, unknownKey } from "./Place.ts";
import type { Row } from "./Row.ts";

/** The order asked for, or the entity's own. */
export function parseOrder(row: Row, orderBy: unknown, at: Place): OrderNode[] {
  const nodes = orderBy === undefined ? ownOrder(row) : parseItems(row, orderBy, at);
  const id = row.column(row.meta.idField);
  const hasId = nodes.some(
    ({ operand }) =>
      operand.kind === "column" && operand.alias === id.alias && operand.column === id.column,
  );
  return hasId ? nodes : [...nodes, idOrder(row)];
}

/** The order by id. */
export function idOrder(row: Row): OrderNode {
  return { ...orderOf(row, row.meta.idField), direction: "ASC" };
}

function ownOrder(row: Row): OrderNode[] {
  return row.meta.orderBy.map(({ field, direction }) => ({
    ...orderOf(row, field),
    direction,
  }));
}

/** One order, a list of them, or SQL with a direction. */
function parseItems(row: Row, orderBy: unknown, at: Place): OrderNode[] {
  if (SqlFragment.is(orderBy)) return [sqlOrder(row, orderBy, "ASC", at, at)];
  if (!Array.isArray(orderBy)) return parseLevel(row, orderBy, at);
  const [first, second] = orderBy as [unknown, unknown];
  if (
    SqlFragment.is(first) &&
    orderBy.length === 2 &&
    !SqlFragment.is(second) &&
    isDirection(second)
  )
    return [sqlOrder(row, first, second, below(at, 0), below(at, 1))];
  return orderBy.flatMap((item: unknown, index) => parseItems(row, item, below(at, index)));
}

function sqlOrder(
  row: Row,
  fragment: SqlFragment,
  direction: unknown,
  at: Place,
  directionAt: Place,
): OrderNode {
  const uses = new AliasUses(row.query);
  const operand = fragmentNode(uses, fragment, at);
  if (uses.branches.size > 0)
    throw filterError(at, "speaks of members of a collection, which give no order");
  return { operand, type: undefined, notNull: false, ...parseDirection(direction, directionAt) };
}

function parseLevel(row: Row, orderBy: unknown, at: Place): OrderNode[] {
  if (!isPlainObject(orderBy)) throw filterError(at, "is not an order object");
  return Object.entries(orderBy).flatMap(([key, value]): OrderNode[] => {
    if (value === undefined) return [];
    const here = below(at, key);
    const field = row.meta.fields.get(key);
    if (field === undefined)
      throw unknownKey(here, key, `a field of ${row.meta.type}`, row.meta.fields.keys());
    if (field.kind === "m2o" && !isDirection(value))
      return parseLevel(row.forAlias.reference(field, false), value, here);
    if (field.kind === "poly")
      throw filterError(here, "leads to several types, which give no order");
    if (field.kind === "recursive" || field.kind === "lazy")
      throw filterError(here, `is ${field.kind}, which gives no order`);
    if (field.kind === "m2mEnum")
      throw filterError(here, "is a list of codes, which gives no order");
    if (!("index" in field)) return collectionOrder(row, field, value, here);
    if (isPlainObject(value) && "path" in value) return jsonOrder(row, field, value, here);
    return [{ ...orderOf(row, field), ...parseDirection(value, here) }];
  });
}

/** What an order goes by, and how its values are compared. */
type Ordered = Omit<OrderNode, "direction" | "nulls">;

/** Enums go by the order that their table gives them. */
function orderOf({ forAlias: row }: Row, field: ColumnField): Ordered {
  const column = row.column(field);
  const notNull = field.notNull && !row.isOptional;
  // A native enum has an order of its own in the database.
  if (field.kind !== "enum" || field.enumTable === undefined)
    return { operand: column, type: castType(field.codec.type), notNull };
  const { table, tableName, idColumn, orderColumn } = field.enumTable;
  const alias = row.scope.join("LEFT", column.alias, column.column, table, tableName, idColumn);
  const operand: Expression = { kind: "column", alias, column: orderColumn };
  return { operand, type: orderColumn === "code" ? "text" : "integer", notNull: false };
}

/** What stands at a path of a json document; its keys lead to directions. */
function jsonOrder(
  row: Row,
  field: ColumnField,
  value: Readonly<Record<string, unknown>>,
  at: Place,
): OrderNode[] {
  if (field.codec.type !== "json" && field.codec.type !== "jsonb")
    throw filterError(at, "is no json document, which alone has paths");
  if (Object.keys(value).length > 1) throw filterError(at, "has more than a path");
  const column = row.forAlias.column(field);
  const document: Expression =
    field.codec.type === "jsonb" ? column : { kind: "cast", operand: column, type: "jsonb" };
  const uses = new AliasUses(row.query);
  const walk = (item: unknown, path: ReadonlyArray<string>, here: Place): OrderNode[] => {
    if (item === undefined) return [];
    if (!isPlainObject(item) || isDirection(item)) {
      const keys = bindPath(uses, { document, path }, here);
      const operand = { kind: "jsonPath", operand: document, operator: "#>", path: keys } as const;
      return [{ operand, type: "jsonb", notNull: false, ...parseDirection(item, here) }];
    }
    return Object.entries(item).flatMap(([key, next]) =>
      walk(next, [...path, key], below(here, key)),
    );
  };
  return walk(value["path"], [], below(at, "path"));
}

const aggregates: ReadonlyMap<string, AggregateFunction> = new Map([
  ["$min", "min"],
  ["$max", "max"],
  ["$sum", "sum"],
  ["$avg", "avg"],
]);

/** One value of the members: how many there are, or an aggregate of one of their columns. */
function collectionOrder(row: Row, field: CollectionField, value: unknown, at: Place): OrderNode[] {
  if (!isPlainObject(value))
    throw filterError(at, "is a collection, which is ordered by $count or an aggregate of a field");
  return Object.entries(value).flatMap(([key, item]): OrderNode[] => {
    if (item === undefined) return [];
    const members = membersOf(row.forAlias, field, false);
    const aggregate: Aggregate = (name, of) => ({
      operand: {
        kind: "aggregate",
        function: name,
        operand: of?.operand,
        source: members.scope,
        where: { kind: "and", items: members.where([]) },
      },
      // Sums and averages are numeric, or compare with numeric.
      type: name === "count" ? "bigint" : name === "sum" || name === "avg" ? "numeric" : of?.type,
      notNull: name === "count",
    });
    const here = below(at, key);
    if (key === "$count")
      return [{ ...aggregate("count", undefined), ...parseDirection(item, here) }];
    return memberOrder(members.row, key, item, here, aggregate);
  });
}

type Aggregate = (name: AggregateFunction, of: Ordered | undefined) => Ordered;

function memberOrder(
  row: Row,
  key: string,
  value: unknown,
  at: Place,
  aggregate: Aggregate,
): OrderNode[] {
  const field = row.meta.fields.get(key);
  if (field === undefined)
    throw unknownKey(at, key, `$count or a field of ${row.meta.type}`, [
      "$count",
      ...row.meta.fields.keys(),
    ]);
  if (!("index" in field)) throw filterError(at, "is a collection of a collection");
  if (!isPlainObject(value))
    throw filterError(at, `is no aggregate: one of ${[...aggregates.keys()].join(", ")}`);
  return Object.entries(value).flatMap(([name, item]): OrderNode[] => {
    if (item === undefined) return [];
    const here = below(at, name);
    const called = aggregates.get(name);
    if (called !== undefined)
      return [{ ...aggregate(called, orderOf(row, field)), ...parseDirection(item, here) }];
    if (field.kind !== "m2o") throw unknownKey(here, name, "an aggregate", aggregates.keys());
    return memberOrder(row.reference(field, false), name, item, here, aggregate);
  });
}

const directions = /^(ASC|DESC)(?: NULLS (FIRST|LAST))?$/;

function isDirection(value: unknown): boolean {
  return typeof value === "string" || (isPlainObject(value) && "dir" in value);
}

function parseDirection(value: unknown, at: Place): Pick<OrderNode, "direction" | "nulls"> {
  if (isPlainObject(value)) return parseDirectionObject(value, at);
  const match = typeof value === "string" ? directions.exec(value) : null;
  if (match === null)
    throw filterError(at, "is not a direction: ASC or DESC, with NULLS FIRST or NULLS LAST");
  const direction = match[1] as OrderNode["direction"];
  return match[2] === undefined
    ? { direction }
    : { direction, nulls: match[2] as "FIRST" | "LAST" };
}

function parseDirectionObject(
  { dir, nulls, ...more }: Readonly<Record<string, unknown>>,
  at: Place,
): Pick<OrderNode, "direction" | "nulls"> {
  const [unknown] = Object.keys(more);
  if (unknown !== undefined)
    throw unknownKey(below(at, unknown), unknown, "dir or nulls", ["dir", "nulls"]);
  if (nulls === undefined || typeof dir !== "string") return parseDirection(dir, at);
  if (nulls !== "FIRST" && nulls !== "LAST")
    throw filterError(below(at, "nulls"), "is neither FIRST nor LAST");
  return parseDirection(`${dir} NULLS ${nulls}`, at);
}
