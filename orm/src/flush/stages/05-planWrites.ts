// From what changed to the statements that write it. Nothing is sent here.
import { groupBy } from "../../kit/groupBy.ts";
import { codecFor } from "../../schema/codecFor.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { ColumnField } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { FlushRun } from "../FlushRun.ts";
import { planInserts } from "../planInserts.ts";
import { planLocks } from "../planLocks.ts";
import { type LateColumns, planTakeovers } from "../planTakeovers.ts";
import type { Write } from "../Write.ts";
import { WritePlan } from "../WritePlan.ts";
import { deleteRows } from "../writes/deleteRows.ts";
import { deleteJoinRows, deleteJoinRowsOf, insertJoinRows } from "../writes/joinRowWrites.ts";
import { updateRows } from "../writes/updateRows.ts";
import { writeLate } from "../writes/writeLate.ts";

export function planWrites(run: FlushRun): void {
  const joinRows = run.session.joinRows.pending;
  const { early, updates, late } = planTakeovers(run);
  const gone = new Set(early.flat());
  const deletes = run.deleted.filter((state) => !gone.has(state));
  run.plan = new WritePlan([
    ...planLocks(run),
    ...early.flatMap((states) => [
      ...planDeletes(states.filter(({ isDeleted }) => isDeleted)),
      ...planUpdates(
        run,
        states.filter(({ isDeleted }) => !isDeleted),
        late,
      ),
    ]),
    ...planInserts(run.created),
    ...updates.flatMap((states) => planUpdates(run, states, late)),
    ...planLate(late),
    ...joinRows.flatMap(({ joinTable, removed }) =>
      removed.length > 0 ? [deleteJoinRows(joinTable, removed)] : [],
    ),
    ...joinRows.flatMap(({ joinTable, added }) =>
      added.length > 0 ? [insertJoinRows(joinTable, added)] : [],
    ),
    ...planDeletes(deletes),
  ]);
}

/** One UPDATE per table and set of changed columns. */
function planUpdates(
  run: FlushRun,
  updated: ReadonlyArray<EntityState>,
  late: LateColumns,
): Write[] {
  const now = codecFor("timestamp with time zone").encode(run.now);
  return byTable(updated).flatMap(([meta, states]) =>
    [...groupBy(states, changedColumns)].map(([, group]) => {
      const { changed } = group[0]!;
      const columns = meta.allColumns.filter((column) => changed?.has(column));
      return updateRows(meta, columns, group, now, late);
    }),
  );
}

/** What was NULL at first gets its value, one UPDATE per column. */
function planLate(late: LateColumns): Write[] {
  const columns = new Map<ColumnField, EntityState[]>();
  for (const [state, own] of late)
    for (const column of own) columns.set(column, [...(columns.get(column) ?? []), state]);
  return [...columns].map(([column, states]) => writeLate(column.meta, column, states));
}

/** The join rows of what is deleted, then the rows themselves, children before parents. */
function planDeletes(deleted: ReadonlyArray<EntityState>): Write[] {
  const tables = byTable(deleted);
  return [
    ...tables.flatMap(([meta, states]) => planJoinRowDeletes(meta, states)),
    ...tables.toReversed().map(([meta, states]) => deleteRows(meta, states)),
  ];
}

function changedColumns({ changed }: EntityState): string {
  return [...(changed ?? [])]
    .map(({ index }) => index)
    .toSorted((a, b) => a - b)
    .join();
}

function planJoinRowDeletes(meta: EntityMeta, states: EntityState[]): Write[] {
  return meta.relations.flatMap((field) =>
    field.kind === "m2m" ? [deleteJoinRowsOf(field, states)] : [],
  );
}

function byTable(states: ReadonlyArray<EntityState>): Array<[EntityMeta, EntityState[]]> {
  return [...groupBy(states, ({ meta }) => meta)].toSorted(
    ([a], [b]) => a.tableOrder - b.tableOrder,
  );
}
