import { type Target, targetOf } from "../relations/pointTo.ts";
// The locks of a flush: every row that exists and will be updated, deleted or newly referenced, each table once and in the
// one order of tables, with the strongest mode that any of its rows needs.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { changedParts } from "./changedParts.ts";
import type { FlushRun } from "./FlushRun.ts";
import type { Write } from "./Write.ts";
import { type LockMode, lockModes, lockRows } from "./writes/lockRows.ts";

interface TableLock {
  readonly keys: Set<string>;
  mode: LockMode;
}

export function planLocks(run: FlushRun): Write[] {
  const tables = new Map<EntityMeta, TableLock>();
  const lock = (meta: EntityMeta, key: string | undefined, mode: LockMode): void => {
    if (key === undefined) return;
    const table = tables.get(meta) ?? { keys: new Set(), mode };
    table.keys.add(key);
    if (lockModes.indexOf(mode) > lockModes.indexOf(table.mode)) table.mode = mode;
    tables.set(meta, table);
  };
  for (const { meta, key } of run.deleted)
    for (const part of meta.parts) lock(part.meta, key, "FOR UPDATE");
  for (const state of run.updated)
    for (const part of changedParts(state)) lock(part.meta, state.key, "FOR NO KEY UPDATE");
  for (const states of [run.created, run.updated])
    for (const state of states)
      for (const field of state.meta.relations)
        if (field.kind === "m2o" && (state.isNew || state.changed?.has(field)))
          lock(field.otherMeta.tableType, existingKey(targetOf(state, field)), "FOR KEY SHARE");
  for (const { added, joinTable } of run.session.joinRows.pending)
    for (const { first, second } of added) {
      lock(joinTable.first.meta.tableType, existingKey(first), "FOR KEY SHARE");
      lock(joinTable.first.otherMeta.tableType, existingKey(second), "FOR KEY SHARE");
    }
  for (const { added, field } of run.session.enumRows.pending)
    for (const { owner } of added) lock(field.meta.tableType, existingKey(owner), "FOR KEY SHARE");
  // A single row cannot be locked in the wrong order.
  const count = [...tables.values()].reduce((sum, { keys }) => sum + keys.size, 0);
  if (count < 2) return [];
  return [...tables]
    .toSorted(([a], [b]) => a.tableOrder - b.tableOrder)
    .map(([meta, { keys, mode }]) => lockRows(meta, [...keys], mode));
}

function existingKey(target: Target): string | undefined {
  if (typeof target !== "object") return target;
  return target.isNew ? undefined : target.key;
}
