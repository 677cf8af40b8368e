// From what `em.find` and `em.findCount` are given to a plan. Pure: the same arguments always give the same plan.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { arrayLiteral } from "../sql/arrayLiteral.ts";
import type { Condition, ParameterNode } from "../sql/nodes.ts";
import type { EntityKey } from "./filterColumns.ts";
import { below, filterError, type FilterPath } from "./filterPath.ts";
import { FindPlan } from "./FindPlan.ts";
import { parseFilter } from "./parseFilter.ts";
import { idOrder, parseOrder } from "./parseOrder.ts";
import { pruneFilter } from "./pruneFilter.ts";
import { columnNode, QueryScope } from "./QueryScope.ts";
import { type SoftDeletes, StatementParts } from "./StatementParts.ts";

/** What says which rows are found. */
export interface WhereArguments {
  readonly where: unknown;
  readonly softDeletes?: unknown;
  /** Keys of rows to leave out. */
  readonly without?: ReadonlyArray<string>;
}

export interface FindArguments extends WhereArguments {
  readonly orderBy?: unknown;
  readonly limit?: unknown;
  readonly offset?: unknown;
}

/** The plan of a find. @throws InvalidFilterError (`INVALID_FILTER`), InvalidIdError (`INVALID_ID`) */
export function parseFind(meta: EntityMeta, find: FindArguments, entityKey: EntityKey): FindPlan {
  const { scope, where, isFiltered } = parseWhere(meta, find, entityKey);
  const orderBy = parseOrder(scope, meta, find.orderBy);
  const at: FilterPath = { type: meta.type, path: "" };
  const limit = bindCount(scope.parts, find.limit, below(at, "limit"));
  const offset = bindCount(scope.parts, find.offset, below(at, "offset"));
  const select = {
    columns: meta.columns.map(({ column }) => columnNode(scope.alias, column)),
    source: scope.source,
    where,
    orderBy,
    ...(limit && { limit }),
    ...(offset && { offset }),
  };
  return new FindPlan(meta, select, scope.parts, isFiltered);
}

/** The plan of a count. */
export function parseCount(meta: EntityMeta, find: WhereArguments, entityKey: EntityKey): FindPlan {
  const { scope, where, isFiltered } = parseWhere(meta, find, entityKey);
  const select = { columns: "count", source: scope.source, where, orderBy: [] } as const;
  return new FindPlan(meta, select, scope.parts, isFiltered);
}

/** The plan of a find that gives ids only, in their order. */
export function parseFindIds(
  meta: EntityMeta,
  find: WhereArguments,
  entityKey: EntityKey,
): FindPlan {
  const { scope, where, isFiltered } = parseWhere(meta, find, entityKey);
  const id = columnNode(scope.alias, meta.idField.column);
  const orderBy = [idOrder(scope, meta)];
  const select = { columns: [id], source: scope.source, where, orderBy };
  return new FindPlan(meta, select, scope.parts, isFiltered);
}

function parseWhere(
  meta: EntityMeta,
  { where: filter, without = [], softDeletes }: WhereArguments,
  entityKey: EntityKey,
): { scope: QueryScope; where: Condition | undefined; isFiltered: boolean } {
  const parts = new StatementParts({ softDeletes: parseSoftDeletes(meta, softDeletes) });
  const scope = new QueryScope(parts, meta.table, meta.tableName);
  const at: FilterPath = { type: meta.type, path: "" };
  const items = parseFilter(
    { scope, alias: scope.alias, meta, entityKey },
    pruneFilter(filter),
    at,
  );
  const isFiltered = items.length > 0;
  if (without.length > 0) items.push(isNoneOf(scope, meta, without));
  parts.hideSoftDeleted(meta, scope.alias, items);
  parts.applyHiding();
  return { scope, where: items.length > 1 ? { kind: "and", items } : items[0], isFiltered };
}

function parseSoftDeletes({ type }: EntityMeta, given: unknown): SoftDeletes {
  if (given === undefined || given === "include" || given === "exclude") return given ?? "exclude";
  throw filterError({ type, path: "softDeletes" }, 'is neither "include" nor "exclude"');
}

function isNoneOf(
  { alias, parts }: QueryScope,
  { idField }: EntityMeta,
  keys: ReadonlyArray<string>,
): Condition {
  const list = parts.bind(arrayLiteral(keys), `${idField.codec.type}[]`);
  return { kind: "none", left: columnNode(alias, idField.column), list };
}

function bindCount(
  parts: StatementParts,
  count: unknown,
  at: FilterPath,
): ParameterNode | undefined {
  if (count === undefined) return undefined;
  if (typeof count !== "number" || !Number.isSafeInteger(count) || count < 0)
    throw filterError(at, "is not a whole number from 0 up");
  return parts.bind(String(count), "bigint");
}
