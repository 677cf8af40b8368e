import type { EntityMeta } from "../schema/EntityMeta.ts";
// The SELECTs that load relations, for owners whose keys are given (`= ANY($1::integer[])`) or are what another SELECT gives
// (`= ANY(ARRAY(SELECT …))`). `keys` is that condition on the owner's key.
import type { ManyToManyField, OneToManyField, OneToOneField } from "../schema/Field.ts";
import { quote } from "../sql/identifier.ts";
import { isOfTypeCondition, joinTables, orderColumns, selectColumns } from "./selectColumns.ts";

/** Entities by their own keys. */
export function selectByKey(meta: EntityMeta, keys: string): string {
  return `SELECT ${selectColumns(meta, "t")} FROM ${meta.table} AS t${joinTables(meta, "t")} WHERE t.${quote(meta.keyField.column)} ${keys}`;
}

/** The children of a one-to-many or one-to-one. */
export function selectChildren(field: OneToManyField | OneToOneField, keys: string): string {
  const { otherMeta, otherField } = field;
  const from = `${otherMeta.table} AS t${joinTables(otherMeta, "t")}`;
  const ofType = isOfTypeCondition(otherMeta, "t", 2).text;
  return `SELECT ${selectColumns(otherMeta, "t")} FROM ${from} WHERE t.${quote(otherField.column)} ${keys}${ofType} ORDER BY ${orderColumns(otherMeta, "t")}`;
}

/** The others of a many-to-many. The owner's key comes last, so that the cells before it are the other entity's row. */
export function selectOthers(field: ManyToManyField, keys: string): string {
  const { otherMeta, joinTable, column, otherColumn } = field;
  const join = `JOIN ${otherMeta.table} AS t ON t.${quote(otherMeta.keyField.column)} = j.${quote(otherColumn)}${joinTables(otherMeta, "t")}`;
  const ofType = isOfTypeCondition(otherMeta, "t", 2).text;
  return `SELECT ${selectColumns(otherMeta, "t")}, j.${quote(column)} FROM ${joinTable.table} AS j ${join} WHERE j.${quote(column)} ${keys}${ofType} ORDER BY ${orderColumns(otherMeta, "t")}`;
}
