// From an `orderBy` to the columns of an ORDER BY. The id is always last, so that an order is total.
import { isPlainObject } from "../kit/isPlainObject.ts";
import { castType } from "../schema/castType.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField } from "../schema/Field.ts";
import type { OrderNode } from "../sql/nodes.ts";
import { below, filterError, type FilterPath, unknownKey } from "./filterPath.ts";
import { columnNode, type QueryScope } from "./QueryScope.ts";

/** The order asked for, or the entity's own. */
export function parseOrder(scope: QueryScope, meta: EntityMeta, orderBy: unknown): OrderNode[] {
  const at: FilterPath = { type: meta.type, path: "orderBy" };
  const list: unknown[] = orderBy === undefined ? [] : Array.isArray(orderBy) ? orderBy : [orderBy];
  const asked = list.flatMap((item) => parseLevel(scope, meta, scope.alias, item, at));
  const nodes = orderBy === undefined ? ownOrder(scope, meta) : asked;
  const id = columnNode(scope.alias, meta.idField.column);
  const hasId = nodes.some(
    ({ operand }) => operand.alias === id.alias && operand.column === id.column,
  );
  return hasId ? nodes : [...nodes, idOrder(scope, meta)];
}

/** The order by id. */
export function idOrder({ alias }: QueryScope, { idField }: EntityMeta): OrderNode {
  return { ...orderOf(alias, idField, true), direction: "ASC" };
}

function ownOrder(scope: QueryScope, meta: EntityMeta): OrderNode[] {
  return meta.orderBy.map(({ field, direction }) => ({
    ...orderOf(scope.alias, field, true),
    direction,
  }));
}

/** @param isThere whether there always is such a row */
function orderOf(
  alias: string,
  { column, codec, notNull }: ColumnField,
  isThere: boolean,
): Omit<OrderNode, "direction"> {
  return {
    operand: columnNode(alias, column),
    type: castType(codec.type),
    notNull: notNull && isThere,
  };
}

function parseLevel(
  scope: QueryScope,
  meta: EntityMeta,
  alias: string,
  orderBy: unknown,
  at: FilterPath,
): OrderNode[] {
  if (!isPlainObject(orderBy)) throw filterError(at, "is not an order object");
  return Object.entries(orderBy).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const here = below(at, key);
    const field = meta.fields.get(key);
    if (field === undefined)
      throw unknownKey(here, key, `a field of ${meta.type}`, meta.fields.keys());
    if (!("index" in field)) throw filterError(here, "is a collection, which gives no order");
    if (field.kind === "lazy") throw filterError(here, "is lazy, which gives no order");
    if (field.kind !== "m2o" || typeof value === "string")
      return [{ ...orderOf(alias, field, alias === scope.alias), ...parseDirection(value, here) }];
    return parseLevel(
      scope,
      field.otherMeta,
      scope.joinReference(alias, field, "LEFT"),
      value,
      here,
    );
  });
}

function parseDirection(value: unknown, at: FilterPath): Pick<OrderNode, "direction" | "nulls"> {
  const match =
    typeof value === "string" ? /^(ASC|DESC)(?: NULLS (FIRST|LAST))?$/.exec(value) : null;
  if (match === null)
    throw filterError(at, "is not a direction: ASC or DESC, with NULLS FIRST or NULLS LAST");
  const direction = match[1] as OrderNode["direction"];
  return match[2] === undefined
    ? { direction }
    : { direction, nulls: match[2] as "FIRST" | "LAST" };
}
