// The arguments of a find with what plugins add to them.
import type { FindArguments } from "../query/parseFind.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { FindOperation } from "../schema/FindQuery.ts";
import type { Session } from "../session/Session.ts";

/** @throws InvalidFilterError (`INVALID_FILTER`), and what a plugin throws */
export function withPlugins<F extends FindArguments>(
  { plugins }: Session,
  meta: EntityMeta,
  operation: FindOperation,
  find: F,
): F {
  const asked = plugins.beforeFind?.(meta, operation);
  if (asked === undefined) return find;
  const { filters, orders } = asked;
  // A list of its own: SQL and a direction are one order.
  const given = find.orderBy === undefined ? [] : [[find.orderBy]];
  return {
    ...find,
    ...(filters.length > 0 && { restrictions: filters }),
    ...(orders.length > 0 && { orderBy: [...given, ...orders.map((order) => [order])] }),
  };
}
