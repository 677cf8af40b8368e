// The locks of a flush: every row that exists and will be updated, deleted or newly referenced, each table once and in the
// one order of tables, with the strongest mode that any of its rows needs. Then the rows of join tables that it adds and removes,
// as far as they exist: an INSERT waits for whoever removes the same pair.
import type { Target } from "../relations/pointTo.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { JoinTable, ManyToOneField } from "../schema/Field.ts";
import type { TablePart } from "../schema/TablePart.ts";
import { type EntityState, unread } from "../session/EntityState.ts";
import type { JoinRow, PendingJoinRows } from "../session/JoinRows.ts";
import { changedParts } from "./changedParts.ts";
import type { FlushRun } from "./FlushRun.ts";
import type { Write } from "./Write.ts";
import { lockJoinRows } from "./writes/lockJoinRows.ts";
import { lockMoved, type MovedRows } from "./writes/lockMoved.ts";
import { type LockMode, lockModes, lockRows } from "./writes/lockRows.ts";
import { movedParts } from "./writes/moveChildren.ts";

interface TableLock {
  readonly keys: Set<string>;
  /** Rows that a merge moves, whichever they are. */
  readonly moved: MovedRows[];
  mode: LockMode;
}

interface JoinTableLock {
  readonly pairs: JoinRow[];
  /** The keys of deleted entities by the side they stand on; their rows go with them. */
  readonly firsts: string[];
  readonly seconds: string[];
}

export function planLocks(run: FlushRun, joinRows: ReadonlyArray<PendingJoinRows>): Write[] {
  const { created, updated, deleted } = run;
  const tables = new Map<EntityMeta, TableLock>();
  const lockOf = (meta: EntityMeta, mode: LockMode): TableLock => {
    let table = tables.get(meta);
    if (table === undefined) tables.set(meta, (table = { keys: new Set(), moved: [], mode }));
    if (lockModes.indexOf(mode) > lockModes.indexOf(table.mode)) table.mode = mode;
    return table;
  };
  let lastType: EntityMeta | undefined;
  let lastMode: LockMode | undefined;
  let lastKeys = new Set<string>();
  const lock = (meta: EntityMeta, key: string | undefined, mode: LockMode): void => {
    if (key === undefined) return;
    // Rows of a table mostly come in a row, and are locked alike.
    if (meta !== lastType || mode !== lastMode) {
      lastKeys = lockOf(meta, mode).keys;
      lastType = meta;
      lastMode = mode;
    }
    lastKeys.add(key);
  };
  for (const { meta, key } of deleted)
    for (const part of meta.parts) lock(part.meta, key, "FOR UPDATE");
  for (const state of updated)
    for (const part of changedParts(state))
      lock(part.meta, state.key, changesKey(state, part) ? "FOR UPDATE" : "FOR NO KEY UPDATE");
  for (const states of [created, updated]) lockReferenced(states, lock);
  for (const { added, joinTable } of joinRows)
    for (const { first, second } of added) {
      lock(joinTable.first.meta.tableType, existingKey(first), "FOR KEY SHARE");
      lock(joinTable.first.otherMeta.tableType, existingKey(second), "FOR KEY SHARE");
    }
  // The codes of an entity are its own: who holds the entity holds them.
  for (const { added, removed, field } of run.session.enumRows.pending)
    for (const rows of [added, removed])
      for (const { owner } of rows)
        lock(field.meta.tableType, existingKey(owner), "FOR NO KEY UPDATE");
  for (const { field, from, to } of run.session.merges.moves) {
    lock(field.meta.tableType, existingKey(to), "FOR KEY SHARE");
    if (field.kind === "m2m") continue;
    const keys = [...from].map(({ key }) => key!);
    for (const part of movedParts(field))
      lockOf(part.meta, "FOR NO KEY UPDATE").moved.push({ field, part, keys });
  }
  const joinTables = joinTablesOf(run, joinRows);
  if (joinTables.length === 0 && !canWaitInTwoOrders(run, tables)) return [];
  return [
    ...[...tables]
      .toSorted(([a], [b]) => a.tableOrder - b.tableOrder)
      .map(([meta, { keys, mode, moved }]) =>
        moved.length === 0
          ? lockRows(meta, [...keys], mode)
          : lockMoved(meta, [...keys], mode, moved),
      ),
    ...joinTables.map(([table, { pairs, firsts, seconds }]) =>
      lockJoinRows(table, pairs, firsts, seconds),
    ),
  ];
}

/** What is newly referenced must not go. */
function lockReferenced(
  states: ReadonlyArray<EntityState>,
  lock: (meta: EntityMeta, key: string | undefined, mode: LockMode) => void,
): void {
  const known = new Map<EntityMeta, ReadonlyArray<ManyToOneField>>();
  let type: EntityMeta | undefined;
  let references: ReadonlyArray<ManyToOneField> = [];
  for (const state of states) {
    if (state.meta !== type) {
      type = state.meta;
      references = known.get(type) ?? type.relations.filter((field) => field.kind === "m2o");
      known.set(type, references);
    }
    for (const field of references)
      if (state.isNew || state.changed?.has(field))
        lock(field.otherMeta.tableType, existingKey(setTarget(state, field)), "FOR KEY SHARE");
  }
}

/** To Postgres a unique value is a key: an UPDATE of it conflicts with those who hold the row by `FOR KEY SHARE`. */
function changesKey({ changed }: EntityState, { uniques }: TablePart): boolean {
  return uniques.some(({ fields }) => fields.some((column) => changed?.has(column)));
}

/** A single row cannot be locked in the wrong order, unless something else is waited for as well: a unique value. */
function canWaitInTwoOrders(
  { created }: FlushRun,
  tables: ReadonlyMap<EntityMeta, TableLock>,
): boolean {
  let count = 0;
  for (const { keys, moved } of tables.values()) count += keys.size + moved.length * 2;
  if (count !== 1) return count > 1;
  return created.some(
    ({ meta }) => meta.uniques.length > 0 || meta.rootType.idGenerator === "application",
  );
}

/** In the order of their names, which is as good as any. One pair alone has no order. */
function joinTablesOf(
  { created, deleted, session }: FlushRun,
  joinRows: ReadonlyArray<PendingJoinRows>,
): Array<[JoinTable, JoinTableLock]> {
  const locks = new Map<JoinTable, JoinTableLock>();
  const lockOf = (joinTable: JoinTable): JoinTableLock => {
    let found = locks.get(joinTable);
    if (found === undefined) locks.set(joinTable, (found = { pairs: [], firsts: [], seconds: [] }));
    return found;
  };
  for (const { joinTable, added, removed } of joinRows)
    for (const rows of [added, removed])
      for (const row of rows)
        if (!row.first.isNew && !row.second.isNew) lockOf(joinTable).pairs.push(row);
  for (const { meta, key } of deleted)
    for (const field of meta.relations) {
      if (field.kind !== "m2m") continue;
      const { firsts, seconds } = lockOf(field.joinTable);
      (field.joinTable.first === field ? firsts : seconds).push(key!);
    }
  for (const { field, from } of session.merges.moves) {
    if (field.kind !== "m2m") continue;
    const { firsts, seconds } = lockOf(field.joinTable);
    for (const { key } of from) (field.joinTable.first === field ? firsts : seconds).push(key!);
  }
  if (created.length === 0 && deleted.length === 0 && locks.size === 1) {
    const [[, { pairs }]] = [...locks] as [[JoinTable, JoinTableLock]];
    if (pairs.length === 1 && session.merges.moves.length === 0) return [];
  }
  return [...locks].toSorted(([a], [b]) => (a.table < b.table ? -1 : 1));
}

/** Where a reference was pointed in this unit of work. */
function setTarget({ values }: EntityState, { index }: ManyToOneField): Target {
  const target = values === undefined ? unread : values[index];
  return target === unread ? undefined : (target as Target);
}

function existingKey(target: Target): string | undefined {
  if (typeof target !== "object") return target;
  return target.isNew ? undefined : target.key;
}
