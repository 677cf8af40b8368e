// The order of a collection's members: what the database gave keeps its order, and what came in since is put where the
// database would put it.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField } from "../schema/Field.ts";
import { compareKeys } from "../schema/keys.ts";
import type { EntityState } from "../session/EntityState.ts";
import { readColumn } from "../session/fieldAccess.ts";

/** @param stored as the database ordered them; @param added in any order */
export function inOrder(
  orderBy: EntityMeta["orderBy"],
  stored: ReadonlyArray<EntityState>,
  added: ReadonlyArray<EntityState>,
): EntityState[] {
  const isMoved = (state: EntityState): boolean =>
    state.changed !== undefined && orderBy.some(({ field }) => state.changed!.has(field));
  const moved = orderBy.length === 0 ? [] : stored.filter((state) => isMoved(state));
  if (added.length === 0 && moved.length === 0) return [...stored];
  const compare = (a: EntityState, b: EntityState): number => compareStates(orderBy, a, b);
  const kept = moved.length === 0 ? stored : stored.filter((state) => !isMoved(state));
  return merge(kept, [...moved, ...added].toSorted(compare), compare);
}

function merge(
  kept: ReadonlyArray<EntityState>,
  added: ReadonlyArray<EntityState>,
  compare: (a: EntityState, b: EntityState) => number,
): EntityState[] {
  const merged: EntityState[] = [];
  let next = 0;
  for (const state of kept) {
    while (next < added.length && compare(added[next]!, state) < 0) merged.push(added[next++]!);
    merged.push(state);
  }
  return [...merged, ...added.slice(next)];
}

function compareStates(orderBy: EntityMeta["orderBy"], a: EntityState, b: EntityState): number {
  for (const { field, direction } of orderBy) {
    const result = compareColumns(field, a, b);
    if (result !== 0) return direction === "DESC" ? -result : result;
  }
  // A new row gets its id last; among new ones the first made is the first written.
  if (a.isNew || b.isNew) return a.isNew && b.isNew ? a.order - b.order : a.isNew ? 1 : -1;
  return compareKeys(a.meta, a.mapKey!, b.mapKey!);
}

/** As Postgres orders by default: NULL is greater than any value. */
function compareColumns(field: ColumnField, a: EntityState, b: EntityState): number {
  if (field.kind === "primaryKey") return 0;
  const [left, right] = [sortable(field, a), sortable(field, b)];
  if (left === undefined || right === undefined)
    return left === right ? 0 : left === undefined ? 1 : -1;
  return compareValues(left, right);
}

type Sortable = number | bigint | string | boolean | Date;

function sortable(field: ColumnField, state: EntityState): Sortable | undefined {
  const value = readColumn(state, field);
  if (value === undefined) return undefined;
  if (field.codec.type === "numeric") return Number(value);
  if (value instanceof Date) return value;
  return typeof value === "object" ? field.codec.encode(value) : (value as Sortable);
}

function compareValues<T extends Sortable | undefined>(a: T, b: T): number {
  return a! < b! ? -1 : a! > b! ? 1 : 0;
}
