// From what changed to the statements that write it. Nothing is sent here.
import { groupBy } from "../../../kit/groupBy.ts";
import { codecFor } from "../../../schema/codecFor.ts";
import type { EntityMeta } from "../../../schema/EntityMeta.ts";
import type { ColumnField, EnumCollectionField, ManyToManyField } from "../../../schema/Field.ts";
import type { TablePart } from "../../../schema/TablePart.ts";
import type { EntityState } from "../../../session/EntityState.ts";
import { changedParts } from "../../changedParts.ts";
import type { FlushRun } from "../../FlushRun.ts";
import { planDeletedTables } from "../../planDeletedTables.ts";
import { InsertPlanner, planInserts } from "../../planInserts.ts";
import { planLocks } from "../../planLocks.ts";
import { planMoves } from "../../planMoves.ts";
import { type LateColumns, planTakeovers } from "../../planTakeovers.ts";
import type { Write } from "../../Write.ts";
import { WritePlan } from "../../WritePlan.ts";
import { deferUnique } from "../../writes/deferUnique.ts";
import { deleteEnumRows, insertEnumRows } from "../../writes/enumRowWrites.ts";
import { inParts } from "../../writes/inParts.ts";
import { deleteJoinRows, deleteJoinRowsOf, insertJoinRows } from "../../writes/joinRowWrites.ts";
import { notifyListeners } from "../../writes/notifyListeners.ts";
import { updateRows } from "../../writes/updateRows.ts";
import { writeLate } from "../../writes/writeLate.ts";

export function planWrites(run: FlushRun): void {
  // One order for all flushes, whatever order the application came by them in.
  const joinRows = run.session.joinRows.pending.toSorted((a, b) =>
    a.joinTable.table < b.joinTable.table ? -1 : 1,
  );
  const enumRows = run.session.enumRows.pending;
  const { notifications } = run.session;
  const now = codecFor("timestamp with time zone").encode(run.now);
  const { early, updates, late, swaps } = planTakeovers(run);
  const gone = new Set(early.flat());
  const deletes = run.deleted.filter((state) => !gone.has(state));
  const first = [
    ...Array.from(swaps, ([unique, states]) => deferUnique(unique, states)),
    ...planLocks(run, joinRows),
    // Before anything is deleted that it leads away from, and after what it leads to is there.
    ...planMoves(run, now, (to) => !to.isNew),
    ...early.flatMap((states) => [
      ...planDeletes(states.filter(({ isDeleted }) => isDeleted)),
      ...planUpdates(
        states.filter(({ isDeleted }) => !isDeleted),
        now,
        late,
      ),
    ]),
  ];
  const last = (): Write[] => [
    ...planMoves(run, now, (to) => to.isNew),
    ...updates.flatMap((states) => planUpdates(states, now, late)),
    ...planLate(late),
    ...joinRows.flatMap(({ joinTable, removed }) =>
      removed.length > 0 ? inParts(removed, (some) => deleteJoinRows(joinTable, some)) : [],
    ),
    ...joinRows.flatMap(({ joinTable, added }) =>
      added.length > 0 ? inParts(added, (some) => insertJoinRows(joinTable, some, now)) : [],
    ),
    ...enumRows.flatMap(({ field, removed }) =>
      removed.length > 0 ? [deleteEnumRows(field, removed)] : [],
    ),
    ...enumRows.flatMap(({ field, added }) =>
      added.length > 0 ? [insertEnumRows(field, added, now)] : [],
    ),
    ...planDeletes(deletes),
    ...(notifications === undefined ? [] : [notifyListeners(notifications)]),
  ];
  planRounds(run, first, last);
}

/** All at once, unless INSERTs wait for keys that the database makes. */
function planRounds(
  run: FlushRun,
  first: ReadonlyArray<Write>,
  last: () => ReadonlyArray<Write>,
): void {
  run.results = [];
  run.later = [];
  const { keyLevels: levels } = run;
  if (levels === undefined) {
    run.plan = new WritePlan([...first, ...planInserts(run.created), ...last()]);
    return;
  }
  const planner = new InsertPlanner();
  const rounds = Array.from({ length: levels.count }, (_, level) => () => [
    ...planner.insert(levels.partsOf(level)),
    ...(level === levels.count - 1 ? [...planner.late(), ...last()] : []),
  ]);
  run.plan = new WritePlan([...first, ...rounds[0]!()]);
  run.later = rounds.slice(1);
}

/** One UPDATE per table and set of changed columns. */
function planUpdates(updated: ReadonlyArray<EntityState>, now: string, late: LateColumns): Write[] {
  return byTable(updated, changedParts).flatMap(([meta, states]) =>
    groupsOf(states, meta).flatMap((group) => {
      const { changed } = group[0]!;
      const part = partIn(group[0]!, meta);
      const columns = part.columns.filter((column) => changed?.has(column));
      return inParts(group, (some) => updateRows(part, columns, some, now, late));
    }),
  );
}

/** Those of one table by what changed in it. */
function groupsOf(states: EntityState[], meta: EntityMeta): EntityState[][] {
  return states.length === 1
    ? [states]
    : [...groupBy(states, (state) => changedNames(state, meta)).values()];
}

/** What was NULL at first gets its value, one UPDATE per column. */
function planLate(late: LateColumns): Write[] {
  const columns = new Map<ColumnField, EntityState[]>();
  for (const [state, own] of late)
    for (const column of own) columns.set(column, [...(columns.get(column) ?? []), state]);
  return [...columns].flatMap(([column, states]) =>
    inParts(states, (some) => writeLate(column.meta.parts.at(-1)!, column, some)),
  );
}

/** The join rows of what is deleted, then the rows themselves, children before parents and subtypes before bases. */
function planDeletes(deleted: ReadonlyArray<EntityState>): Write[] {
  if (deleted.length === 0) return [];
  const tables = byTable(deleted, deletedParts)
    .toReversed()
    .map(([meta, states]) => ({ part: partIn(states[0]!, meta), states }));
  return [...planJoinRowDeletes(deleted), ...planDeletedTables(tables)];
}

/** What the database deletes along with the root's row needs no statement. */
function deletedParts({ meta: { parts } }: EntityState): ReadonlyArray<TablePart> {
  return parts.filter(({ cascades }) => !cascades);
}

/** The columns of one table that changed, as a key: types that share the table have them at different places. */
function changedNames({ changed }: EntityState, meta: EntityMeta): string {
  if (changed?.size === 1) {
    // Most often it is one.
    for (const column of changed) return column.meta.tableType === meta ? column.column : "";
  }
  return [...(changed ?? [])]
    .flatMap((column) => (column.meta.tableType === meta ? [column.column] : []))
    .toSorted()
    .join("\0");
}

function planJoinRowDeletes(states: ReadonlyArray<EntityState>): Write[] {
  const byField = new Map<ManyToManyField | EnumCollectionField, EntityState[]>();
  for (const state of states.toSorted((a, b) => a.meta.tableOrder - b.meta.tableOrder))
    for (const field of state.meta.relations)
      if (field.kind === "m2m" || field.kind === "m2mEnum")
        byField.set(field, [...(byField.get(field) ?? []), state]);
  return [...byField].flatMap(([field, owners]) =>
    inParts(owners, (some) => deleteJoinRowsOf(field, some)),
  );
}

/** The part of an entity that stands in the table of a type. */
function partIn(state: EntityState, meta: EntityMeta): TablePart {
  return state.meta.parts.find((part) => part.meta === meta)!;
}

/** The entities by the types whose tables they stand in, in the order of tables. */
function byTable(
  states: ReadonlyArray<EntityState>,
  partsOf: (state: EntityState) => ReadonlyArray<TablePart>,
): Array<[EntityMeta, EntityState[]]> {
  const tables = new Map<EntityMeta, EntityState[]>();
  for (const state of states)
    for (const { meta } of partsOf(state)) {
      const there = tables.get(meta);
      if (there === undefined) tables.set(meta, [state]);
      else there.push(state);
    }
  return [...tables].toSorted(([a], [b]) => a.tableOrder - b.tableOrder);
}
