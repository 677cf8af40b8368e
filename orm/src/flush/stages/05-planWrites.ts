// From what changed to the statements that write it. Nothing is sent here.
import { groupBy } from "../../kit/groupBy.ts";
import { codecFor } from "../../schema/codecFor.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { FlushRun } from "../FlushRun.ts";
import { planInserts } from "../planInserts.ts";
import { planLocks } from "../planLocks.ts";
import type { Write } from "../Write.ts";
import { WritePlan } from "../WritePlan.ts";
import { deleteRows } from "../writes/deleteRows.ts";
import { deleteJoinRows, deleteJoinRowsOf, insertJoinRows } from "../writes/joinRowWrites.ts";
import { updateRows } from "../writes/updateRows.ts";

export function planWrites(run: FlushRun): void {
  const joinRows = run.session.joinRows.pending;
  const deletes = byTable(run.deleted);
  run.plan = new WritePlan([
    ...planLocks(run),
    ...planInserts(run.created),
    ...planUpdates(run),
    ...joinRows.flatMap(({ joinTable, removed }) =>
      removed.length > 0 ? [deleteJoinRows(joinTable, removed)] : [],
    ),
    ...joinRows.flatMap(({ joinTable, added }) =>
      added.length > 0 ? [insertJoinRows(joinTable, added)] : [],
    ),
    ...deletes.flatMap(([meta, states]) => planJoinRowDeletes(meta, states)),
    ...deletes.toReversed().map(([meta, states]) => deleteRows(meta, states)),
  ]);
}

/** One UPDATE per table and set of changed columns. */
function planUpdates(run: FlushRun): Write[] {
  const now = codecFor("timestamp with time zone").encode(run.now);
  return byTable(run.updated).flatMap(([meta, states]) =>
    [...groupBy(states, changedColumns)].map(([, group]) => {
      const { changed } = group[0]!;
      const columns = meta.columns.filter((column) => changed?.has(column));
      return updateRows(meta, columns, group, now);
    }),
  );
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
