// From what `em.find` and `em.findCount` are given to a plan. Pure: the same arguments always give the same plan.
import type { EntityMeta } from "../schema/EntityMeta.ts";
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
}

/** The plan of a find. @throws InvalidFilterError (`INVALID_FILTER`), InvalidIdError (`INVALID_ID`) */
export function parseFind(meta: EntityMeta, find: FindArguments, entityKey: EntityKey): FindPlan {
  const { scope, where } = parseWhere(meta, find.where, entityKey);
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
export function parseCount(meta: EntityMeta, filter: unknown, entityKey: EntityKey): FindPlan {
  const { scope, where } = parseWhere(meta, filter, entityKey);
  const select = { columns: "count", source: scope.source, where, orderBy: [] } as const;
  return new FindPlan(meta, select, scope.parts.parameters, scope.parts.values);
}

function parseWhere(
  meta: EntityMeta,
  filter: unknown,
  entityKey: EntityKey,
): { scope: QueryScope; where: Condition | undefined } {
  const scope = new QueryScope(new StatementParts(), meta.table, meta.tableName);
  const at: FilterPath = { type: meta.type, path: "" };
  const items = parseFilter(
    { scope, alias: scope.alias, meta, entityKey },
    pruneFilter(filter),
    at,
  );
  return { scope, where: items.length > 1 ? { kind: "and", items } : items[0] };
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
