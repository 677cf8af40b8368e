// The SELECTs that load relations, for owners whose keys are given (`= ANY($1::integer[])`) or are what another SELECT gives
// (`= ANY(ARRAY(SELECT …))`). `keys` is that condition on the owner's key, `next` the number of the first parameter that is not one of it.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ManyToManyField, OneToManyField, OneToOneField } from "../schema/Field.ts";
import { hasKeyOrder } from "../schema/keys.ts";
import { quote } from "../sql/identifier.ts";
import type { Cell } from "../sql/Statement.ts";
import type { Restriction } from "./Restriction.ts";
import { isOfTypeCondition, joinTables, orderColumns, selectColumns } from "./selectColumns.ts";

/** Entities by their own keys. */
export function selectByKey(
  meta: EntityMeta,
  keys: string,
  restriction?: Restriction,
  next = 2,
): string {
  const key = `t.${quote(meta.keyField.column)}`;
  return `SELECT ${selectColumns(meta, "t")} FROM ${meta.table} AS t${joinTables(meta, "t")} WHERE ${key} ${keys}${restriction?.on(key, next) ?? ""}`;
}

/** The children of a one-to-many or one-to-one. */
export function selectChildren(
  field: OneToManyField | OneToOneField,
  keys: string,
  restriction?: Restriction,
  next = 2,
): string {
  const { otherMeta, otherField } = field;
  const orderBy = field.kind === "o2m" ? field.orderBy : otherMeta.orderBy;
  const from = `${otherMeta.table} AS t${joinTables(otherMeta, "t")}`;
  const limits = limitsOf(otherMeta, restriction, next);
  const order = isOrderedHere(field) ? "" : ` ORDER BY ${orderColumns(otherMeta, "t", orderBy)}`;
  return `SELECT ${selectColumns(otherMeta, "t")} FROM ${from} WHERE t.${quote(otherField.column)} ${keys}${limits}${order}`;
}

/**
 * Whether children come in any order and are put in theirs when they are dealt: what is ordered by its key mostly comes so, and each owner has
 * few. The server would sort all rows of all owners before it sends the first: twice the time for 5,000 of 50,000 rows.
 */
export function isOrderedHere(field: OneToManyField | OneToOneField | ManyToManyField): boolean {
  return field.kind === "o2m" && field.orderBy.length === 0 && hasKeyOrder(field.otherMeta);
}

/** The others of a many-to-many. The owner's key comes last, so that the cells before it are the other entity's row. */
export function selectOthers(
  field: ManyToManyField,
  keys: string,
  restriction?: Restriction,
  next = 2,
): string {
  const { otherMeta, joinTable, column, otherColumn, orderBy } = field;
  const join = `JOIN ${otherMeta.table} AS t ON t.${quote(otherMeta.keyField.column)} = j.${quote(otherColumn)}${joinTables(otherMeta, "t")}`;
  const limits = limitsOf(otherMeta, restriction, next);
  return `SELECT ${selectColumns(otherMeta, "t")}, j.${quote(column)} FROM ${joinTable.table} AS j ${join} WHERE j.${quote(column)} ${keys}${limits} ORDER BY ${orderColumns(otherMeta, "t", orderBy)}`;
}

/** That rows are of the type and pass the restriction; the values are `limitValues`. */
export function limitsOf(
  meta: EntityMeta,
  restriction: Restriction | undefined,
  next: number,
): string {
  const { text, values } = isOfTypeCondition(meta, "t", next);
  const key = `t.${quote(meta.keyField.column)}`;
  return `${text}${restriction?.on(key, next + values.length) ?? ""}`;
}

/** What stands for the parameters behind those of `keys`. */
export function limitValues(
  meta: EntityMeta,
  restriction: Restriction | undefined,
): ReadonlyArray<Cell> {
  return [...isOfTypeCondition(meta, "t", 0).values, ...(restriction?.values ?? [])];
}
