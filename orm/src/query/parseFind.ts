// From what `em.find` and `em.findCount` are given to a plan. Pure: the same arguments always give the same plan. Arguments of
// a shape that was seen before are not parsed again; their values are read from where the first one had them.
import { MultipleLeftJoinsError } from "../errors/MultipleLeftJoinsError.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { arrayLiteral } from "../sql/arrayLiteral.ts";
import type { ColumnNode, Condition, ParameterNode, Select } from "../sql/nodes.ts";
import { allOf } from "./allOf.ts";
import type { EntityKey } from "./filterColumns.ts";
import { FindPlan } from "./FindPlan.ts";
import { FindShape } from "./FindShape.ts";
import { parseConditions } from "./parseConditions.ts";
import { parseFilter } from "./parseFilter.ts";
import { parseOrder } from "./parseOrder.ts";
import { filterError, type Place } from "./Place.ts";
import { placeConditions } from "./placeConditions.ts";
import { Query } from "./Query.ts";
import { QueryScope } from "./QueryScope.ts";
import { Row } from "./Row.ts";
import { shapeKey } from "./shapeKey.ts";
import { softDeleteConditions } from "./softDeleteConditions.ts";
import type { StatementParts } from "./StatementParts.ts";

export interface FindArguments {
  readonly where: unknown;
  readonly conditions?: unknown;
  readonly orderBy?: unknown;
  readonly limit?: unknown;
  readonly offset?: unknown;
  /** Rows that were deleted softly are found as well. */
  readonly softDeletes?: unknown;
  /** Members of several collections may be tied together by conditions. */
  readonly allowMultipleLeftJoins?: unknown;
  /** `false` keeps LEFT JOINs where EXISTS would do. */
  readonly optimizeJoinsToExists?: unknown;
  /** Keys of rows to leave out. */
  readonly without?: ReadonlyArray<string>;
}

type What = "find" | "count";

/**
 * The plan of a find.
 * @throws InvalidFilterError (`INVALID_FILTER`), AliasError (`ALIAS`), MultipleLeftJoinsError (`MULTIPLE_LEFT_JOINS`)
 */
export function parseFind(meta: EntityMeta, find: FindArguments, entityKey: EntityKey): FindPlan {
  return planOf("find", meta, find, entityKey);
}

/** The plan of a count, which has no order and no page. */
export function parseCount(meta: EntityMeta, find: FindArguments, entityKey: EntityKey): FindPlan {
  return planOf("count", meta, find, entityKey);
}

function planOf(what: What, meta: EntityMeta, find: FindArguments, entityKey: EntityKey): FindPlan {
  const key = shapeKey(what, find, entityKey);
  const known = key === undefined ? undefined : meta.shapes.get(key);
  const shape = (known as FindShape | undefined) ?? parse(what, meta, find, entityKey);
  const values = shape.valuesOf(find);
  // Only what was right once is kept: the next one of its shape has its values checked and nothing else.
  if (key !== undefined && known === undefined) meta.shapes.set(key, shape);
  return new FindPlan(shape, values);
}

function parse(what: What, meta: EntityMeta, find: FindArguments, entityKey: EntityKey): FindShape {
  const query = new Query(parseFilter, entityKey, {
    isJoined: find.optimizeJoinsToExists === false,
    hidesSoftDeleted: hidesSoftDeleted(meta, find.softDeletes),
  });
  const parsed = parseSelect(what, query, meta, find);
  if (!("relations" in parsed)) return new FindShape(meta, parsed, query.parts);
  if (find.allowMultipleLeftJoins !== true) throw new MultipleLeftJoinsError(parsed);
  const joined = new Query(parseFilter, entityKey, { ...query.settings, isJoined: true });
  return new FindShape(meta, parseSelect(what, joined, meta, find) as Select, joined.parts);
}

function hidesSoftDeleted({ type }: EntityMeta, softDeletes: unknown): boolean {
  if (softDeletes === undefined || softDeletes === "exclude") return true;
  if (softDeletes === "include") return false;
  throw filterError(at(type, "softDeletes"), "is neither include nor exclude");
}

function at(type: string, key: string): Place {
  return { type, keys: [key], shown: key };
}

function parseSelect(
  what: What,
  query: Query,
  meta: EntityMeta,
  find: FindArguments,
): Select | { readonly relations: ReadonlyArray<string> } {
  const { type } = meta;
  const row = rootRow(query, meta);
  const filtered = query.settings.isJoined ? rootRow(query, meta) : row;
  const items = parseWhere(query, filtered, find);
  if ("relations" in items) return items;
  const where: Condition[] = [];
  if (filtered === row) where.push(...items);
  else if (items.length > 0) where.push(isAmong(row, filtered, items));
  if (filtered !== row) query.leave(filtered, row);
  if (find.without !== undefined && find.without.length > 0) where.push(isNoneOf(row));
  const common = { source: row.scope, where: where.length === 0 ? undefined : allOf(where) };
  if (what === "count") return { ...common, columns: "count", orderBy: [] };
  const orderBy = parseOrder(row, find.orderBy, at(type, "orderBy"));
  const limit = bindCount(query.parts, find.limit, at(type, "limit"));
  const offset = bindCount(query.parts, find.offset, at(type, "offset"));
  return {
    ...common,
    columns: meta.columns.map((field): ColumnNode => row.column(field)),
    orderBy,
    ...(limit && { limit }),
    ...(offset && { offset }),
  };
}

function rootRow(query: Query, meta: EntityMeta): Row {
  const scope = new QueryScope(query.parts, meta.table, meta.tableName);
  return new Row({ query, scope, meta, join: () => scope.alias, isReachable: true });
}

/** The filter first, since it binds the aliases that conditions are made of. */
function parseWhere(
  query: Query,
  row: Row,
  { where, conditions }: FindArguments,
): Condition[] | { readonly relations: ReadonlyArray<string> } {
  const { type } = row.meta;
  const items = query.parseFilter(row, where, { type, keys: ["where"], shown: "" }, true);
  items.push(...softDeleteConditions(query, row.meta, row.alias, where));
  const tree = parseConditions(query, conditions, at(type, "conditions"));
  if (tree === undefined) return items;
  const more = placeConditions([tree]);
  return "relations" in more ? more : [...items, ...more];
}

/** LEFT JOINs may find a row several times; its id stands for all of them. */
function isAmong(row: Row, filtered: Row, items: Condition[]): Condition {
  const id = filtered.column(filtered.meta.idField);
  return {
    kind: "inSelect",
    left: row.column(row.meta.idField),
    select: { columns: [id], source: filtered.scope, where: allOf(items), orderBy: [] },
  };
}

function isNoneOf(row: Row): Condition {
  const { idField, type } = row.meta;
  const list = row.query.parts.bind(at(type, "without"), `${idField.codec.type}[]`, (keys) =>
    arrayLiteral(keys as ReadonlyArray<string>),
  );
  return { kind: "none", left: row.column(idField), list };
}

function bindCount(parts: StatementParts, count: unknown, place: Place): ParameterNode | undefined {
  if (count === undefined) return undefined;
  return parts.bind(place, "bigint", (given, here) => {
    if (typeof given !== "number" || !Number.isSafeInteger(given) || given < 0)
      throw filterError(here, "is not a whole number from 0 up");
    return String(given);
  });
}
