// Filters on the codes of an enum collection. They stand in the join table as keys, so that nothing else is joined.
import { isPlainObject } from "../kit/isPlainObject.ts";
import type { EnumCollectionField } from "../schema/Field.ts";
import type { Condition } from "../sql/nodes.ts";
import { columnConditions } from "./columnConditions.ts";
import { contextOf } from "./contextOf.ts";
import { codecColumn } from "./filterColumns.ts";
import type { Place } from "./Place.ts";
import { columnNode, equalColumns, QueryScope } from "./QueryScope.ts";
import type { Row } from "./Row.ts";

/** What none of the codes may be; everything else is asked of one of them. */
const negations: ReadonlyMap<string, string> = new Map([
  ["ne", "eq"],
  ["nin", "in"],
]);

/** `true` and `false` ask whether there is any; null and none are the same. */
export function parseEnumCollection(
  row: Row,
  field: EnumCollectionField,
  value: unknown,
  at: Place,
): Condition[] {
  if (typeof value === "boolean" || value === null)
    return [existence(row, field, value === true ? "exists" : "notExists", {}, at)];
  if (!isPlainObject(value)) return [existence(row, field, "exists", value, at)];
  return Object.entries(value).flatMap(([operator, operand]) => {
    if (operand === undefined) return [];
    const opposite = negations.get(operator);
    return opposite === undefined
      ? [existence(row, field, "exists", { [operator]: operand }, at)]
      : [existence(row, field, "notExists", { [opposite]: operand }, at)];
  });
}

function existence(
  { query, forAlias }: Row,
  field: EnumCollectionField,
  kind: "exists" | "notExists",
  value: unknown,
  at: Place,
): Condition {
  const { joinTable, column, otherColumn, codec, meta } = field;
  const source = new QueryScope(query.parts, joinTable.table, joinTable.tableName);
  const own = forAlias.column(meta.idField);
  const link = equalColumns(source.alias, column, own.alias, own.column);
  const code = codecColumn(columnNode(source.alias, otherColumn), codec);
  const items = [link, ...columnConditions(contextOf(query), code, value, at)];
  return { kind, source, where: { kind: "and", items } };
}
