// From what `em.find` and `em.findCount` are given to a plan. Pure: the same arguments always give the same plan. Arguments of
// a shape that was seen before are not parsed again; their values are read from where the first one had them.
import { MultipleLeftJoinsError } from "../errors/MultipleLeftJoinsError.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField } from "../schema/Field.ts";
import { isOfType } from "../schema/isOfType.ts";
import { arrayLiteral } from "../sql/arrayLiteral.ts";
import type { Condition, Expression, ParameterNode, Select } from "../sql/nodes.ts";
import type { SqlFragment } from "../sql/SqlFragment.ts";
import { AliasState } from "./AliasState.ts";
import { allOf } from "./allOf.ts";
import type { EntityKey } from "./filterColumns.ts";
import { FindPlan } from "./FindPlan.ts";
import { FindShape } from "./FindShape.ts";
import { AliasUses, fragmentNode, parseConditions } from "./parseConditions.ts";
import { parseFilter } from "./parseFilter.ts";
import { idOrder, parseOrder } from "./parseOrder.ts";
import { filterError, type Place } from "./Place.ts";
import { placeConditions, type Tied } from "./placeConditions.ts";
import { Query } from "./Query.ts";
import { columnNode, QueryScope } from "./QueryScope.ts";
import { Row } from "./Row.ts";
import { shapeKey } from "./shapeKey.ts";
import type { SoftDeletes, StatementParts } from "./StatementParts.ts";
import { typeConditions } from "./typeConditions.ts";

/** What says which rows are found. */
export interface WhereArguments {
  readonly where: unknown;
  readonly conditions?: unknown;
  readonly softDeletes?: unknown;
  /** Members of several collections may be tied together by conditions. */
  readonly allowMultipleLeftJoins?: unknown;
  /** `false` keeps LEFT JOINs where EXISTS would do. */
  readonly optimizeJoinsToExists?: unknown;
  /** Keys of rows to leave out. */
  readonly without?: ReadonlyArray<string>;
  /** Filters that hold beside the one that was asked for. */
  readonly restrictions?: ReadonlyArray<unknown> | undefined;
}

export interface FindArguments extends WhereArguments {
  readonly orderBy?: unknown;
  readonly limit?: unknown;
  readonly offset?: unknown;
  /** `false` joins all references that have an alias. */
  readonly pruneJoins?: unknown;
  /** Aliases whose references are joined in any case. */
  readonly keepAliases?: unknown;
}

export interface TargetArguments extends WhereArguments {
  /** SQL of the application, worked out for each row that is found. */
  readonly assigned?: ReadonlyArray<SqlFragment>;
}

type Arguments = FindArguments & TargetArguments;
type What = "find" | "count" | "ids" | "targets";

/**
 * The plan of a find.
 * @throws InvalidFilterError (`INVALID_FILTER`), AliasError (`ALIAS`), MultipleLeftJoinsError (`MULTIPLE_LEFT_JOINS`)
 */
export function parseFind(meta: EntityMeta, find: FindArguments, entityKey: EntityKey): FindPlan {
  return planOf("find", meta, find, entityKey);
}

/** The plan of a count. */
export function parseCount(meta: EntityMeta, find: WhereArguments, entityKey: EntityKey): FindPlan {
  return planOf("count", meta, find, entityKey);
}

/** The plan of a find that gives ids only, in their order. */
export function parseFindIds(
  meta: EntityMeta,
  find: WhereArguments,
  entityKey: EntityKey,
): FindPlan {
  return planOf("ids", meta, find, entityKey);
}

/**
 * The plan of what is written to rows where they are: their keys in the table that all their types share, in order, and what is
 * assigned to them. The first column tells the alias of that table.
 */
export function parseTargets(
  meta: EntityMeta,
  find: TargetArguments,
  entityKey: EntityKey,
): FindPlan {
  return planOf("targets", meta, find, entityKey);
}

function planOf(what: What, meta: EntityMeta, find: Arguments, entityKey: EntityKey): FindPlan {
  const key = shapeKey(what, find, entityKey);
  const known = key === undefined ? undefined : meta.shapes.get(key);
  const shape = (known as FindShape | undefined) ?? parse(what, meta, find, entityKey);
  const values = shape.valuesOf(find);
  // Only what was right once is kept: the next one of its shape has its values checked and nothing else.
  if (key !== undefined && known === undefined) meta.shapes.set(key, shape);
  return new FindPlan(shape, values);
}

function parse(what: What, meta: EntityMeta, find: Arguments, entityKey: EntityKey): FindShape {
  const softDeletes = parseSoftDeletes(meta, find.softDeletes);
  const shapeOf = (isJoined: boolean): FindShape | Tied => {
    const query = new Query(parseFilter, entityKey, { isJoined, softDeletes });
    const row = rootRow(query, meta);
    const parsed = parseWhere(query, row, find);
    if ("relations" in parsed) return parsed;
    const select = parseSelect(what, row, parsed.items, find);
    keepJoins(query, find);
    query.parts.applyHiding();
    return new FindShape(meta, select, query.parts, parsed.isFiltered);
  };
  const isJoined = find.optimizeJoinsToExists === false;
  const shape = shapeOf(isJoined);
  if (!("relations" in shape)) return shape;
  if (find.allowMultipleLeftJoins !== true) throw new MultipleLeftJoinsError(shape);
  return shapeOf(true) as FindShape;
}

/** Joins what no condition needs, for queries that are changed further. */
function keepJoins(query: Query, { pruneJoins, keepAliases }: FindArguments): void {
  const rows = pruneJoins === false ? query.boundRows() : [];
  const kept = Array.isArray(keepAliases) ? (keepAliases as unknown[]) : [];
  for (const each of kept) {
    const alias = AliasState.of(each);
    if (alias !== undefined) rows.push(query.rowOf(alias));
  }
  // A row is joined when its alias is asked for; members of collections have a clause of their own.
  for (const row of rows) if (row.branch === undefined && row.isReachable) void row.alias;
}

function parseSoftDeletes({ type }: EntityMeta, given: unknown): SoftDeletes {
  if (given === undefined || given === "include" || given === "exclude") return given ?? "exclude";
  throw filterError(at(type, "softDeletes"), 'is neither "include" nor "exclude"');
}

function at(type: string, key: string): Place {
  return { type, keys: [key], shown: key };
}

function parseSelect(what: What, row: Row, items: Condition[], find: Arguments): Select {
  const { query, meta, scope } = row;
  const { type } = meta;
  // What is softly deleted is hidden in the end: the list is completed by then.
  const common = { source: scope, where: { kind: "and", items } as const };
  if (what === "count") return { ...common, columns: "count", orderBy: [] };
  if (what === "targets") return { ...common, ...parseTargetColumns(row, find) };
  if (what === "ids")
    return { ...common, columns: [row.column(meta.idField)], orderBy: [idOrder(row)] };
  const orderBy = parseOrder(row, find.orderBy, at(type, "orderBy"));
  const limit = bindCount(query.parts, find.limit, at(type, "limit"));
  const offset = bindCount(query.parts, find.offset, at(type, "offset"));
  return {
    ...common,
    columns: (meta.reading ?? meta).columns.map((field) => columnOf(row, field)),
    orderBy,
    ...(limit && { limit }),
    ...(offset && { offset }),
  };
}

/** A row of one type has no part in the tables of others, which then need not be joined. */
function columnOf(row: Row, field: ColumnField): Expression {
  const { meta, query } = row;
  const { tableType } = field.meta;
  const isElsewhere = tableType !== meta.tableType && !isOfType(meta, tableType);
  return isElsewhere && !query.canBe(row, tableType) ? { kind: "null" } : row.column(field);
}

function parseTargetColumns(
  row: Row,
  { assigned = [] }: TargetArguments,
): Pick<Select, "columns" | "orderBy"> {
  const { meta, query, scope } = row;
  const { rootType } = meta;
  const own = row.column(meta.idField);
  const key =
    rootType.tableType === meta.tableType
      ? own
      : columnNode(scope.joinPart(own, rootType, "INNER"), rootType.keyField.column);
  const expressions = assigned.map((fragment, index) => {
    const place = { type: meta.type, keys: ["assigned", index], shown: "set" };
    const uses = new AliasUses(query);
    const expression = fragmentNode(uses, fragment, place);
    if (uses.branches.size === 0) return expression;
    throw filterError(place, "speaks of members of a collection, which give no value");
  });
  return {
    columns: [key, ...expressions],
    orderBy: [{ operand: key, direction: "ASC", type: meta.idField.codec.type, notNull: true }],
  };
}

function rootRow(query: Query, meta: EntityMeta): Row {
  const scope = new QueryScope(query.parts, meta.table, meta.tableName);
  return new Row({ query, scope, meta, join: () => scope.alias, isReachable: true });
}

/** All that must hold of a row, and whether the arguments asked for any of it. */
interface Where {
  readonly items: Condition[];
  readonly isFiltered: boolean;
}

function parseWhere(query: Query, row: Row, find: FindArguments): Where | Tied {
  const filtered = query.isJoined ? rootRow(query, row.meta) : row;
  const asked = parseAsked(query, filtered, find);
  if ("relations" in asked) return asked;
  const isFiltered = asked.length > 0;
  const all = [...asked, ...parseRestrictions(filtered, find)];
  const items = filtered === row || all.length === 0 ? all : [isAmong(row, filtered, all)];
  if (filtered !== row) query.leave(filtered, row);
  if (find.without !== undefined && find.without.length > 0) items.push(isNoneOf(row));
  items.push(...typeConditions(row));
  query.parts.hideSoftDeleted(row.meta, (by) => row.column(by), items);
  return { items, isFiltered };
}

/** The filter first, since it binds the aliases that conditions are made of. */
function parseAsked(
  query: Query,
  row: Row,
  { where, conditions }: FindArguments,
): Condition[] | Tied {
  const { type } = row.meta;
  const items = parseFilter(row, where, { type, keys: ["where"], shown: "" }, true);
  const tree = parseConditions(query, conditions, at(type, "conditions"));
  if (tree === undefined) return items;
  const more = placeConditions([tree]);
  return "relations" in more ? more : [...items, ...more];
}

/** One that turns out to ask for nothing must not let everything pass. */
function parseRestrictions(row: Row, { restrictions = [] }: FindArguments): Condition[] {
  return restrictions.flatMap((filter, index) => {
    const place = { type: row.meta.type, keys: ["restrictions", index], shown: "" };
    const conditions = parseFilter(row, filter, place, true);
    if (conditions.length === 0) throw filterError(place, "asks for nothing, as added by a plugin");
    return conditions;
  });
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
