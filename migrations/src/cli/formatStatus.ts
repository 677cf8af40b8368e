// The status of the migrations as a table for people.
import type { MigrationStatus } from "../plan/MigrationStatus.ts";
import { tableLines } from "./formatTable.ts";

/** One row for each migration, and a line that sums up. */
export function formatStatus(statuses: ReadonlyArray<MigrationStatus>): string {
  if (statuses.length === 0) return "There are no migrations.";
  const rows = statuses.map(({ name, state, appliedAt, outOfOrder }) => [
    name,
    state,
    appliedAt?.toISOString() ?? "",
    outOfOrder ? "older than one that is applied" : notes[state],
  ]);
  const hasNotes = rows.some((row) => row[3] !== "");
  const columns = ["migration", "state", "applied at", ...(hasNotes ? ["note"] : [])];
  const counts = Map.groupBy(statuses, ({ state }) => state);
  const sum = [...counts].map(([state, all]) => `${all.length} ${state}`).join(", ");
  return [
    ...tableLines(
      columns,
      rows.map((row) => row.slice(0, columns.length)),
    ),
    sum,
  ].join("\n");
}

const notes = {
  applied: "",
  changed: "edited since it was applied",
  missing: "its file is gone",
  pending: "",
  unfinished: "broke off midway: redo it, or up --fake",
};
