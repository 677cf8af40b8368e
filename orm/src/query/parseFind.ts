// From what `em.find` and `em.findCount` are given to a plan. Pure: the same arguments always give the same plan.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { arrayLiteral } from "../sql/arrayLiteral.ts";
import type { Condition, ParameterNode } from "../sql/nodes.ts";
import type { EntityKey } from "./filterColumns.ts";
import { below, filterError, type FilterPath } from "./filterPath.ts";
import { FindPlan } from "./FindPlan.ts";
import { parseFilter } from "./parseFilter.ts";
import { parseOrder } from "./parseOrder.ts";
import { pruneFilter } from "./pruneFilter.ts";
import { columnNode, QueryScope } from "./QueryScope.ts";
import { StatementParts } from "./StatementParts.ts";

export interface FindArguments {
  readonly where: unknown;
  readonly orderBy?: unknown;
  readonly limit?: unknown;
  readonly offset?: unknown;
  /** Keys of rows to leave out. */
  readonly without?: ReadonlyArray<string>;
}

/** The plan of a find. @throws InvalidFilterError (`INVALID_FILTER`), InvalidIdError (`INVALID_ID`) */
export function parseFind(meta: EntityMeta, find: FindArguments, entityKey: EntityKey): FindPlan {
  const { scope, where } = parseWhere(meta, find.where, entityKey, find.without);
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
  return new FindPlan(meta, select, scope.parts.parameters, scope.parts.values);
}

/** The plan of a count. */
export function parseCount(
  meta: EntityMeta,
  { where: filter, without }: Pick<FindArguments, "where" | "without">,
  entityKey: EntityKey,
): FindPlan {
  const { scope, where } = parseWhere(meta, filter, entityKey, without);
  const select = { columns: "count", source: scope.source, where, orderBy: [] } as const;
  return new FindPlan(meta, select, scope.parts.parameters, scope.parts.values);
}

function parseWhere(
  meta: EntityMeta,
  filter: unknown,
  entityKey: EntityKey,
  without: ReadonlyArray<string> = [],
): { scope: QueryScope; where: Condition | undefined } {
  const scope = new QueryScope(new StatementParts(), meta.table, meta.tableName);
  const at: FilterPath = { type: meta.type, path: "" };
  const items = parseFilter(
    { scope, alias: scope.alias, meta, entityKey },
    pruneFilter(filter),
    at,
  );
  if (without.length > 0) items.push(isNoneOf(scope, meta, without));
  return { scope, where: items.length > 1 ? { kind: "and", items } : items[0] };
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
