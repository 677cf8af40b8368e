// The status of the migrations as lines for people.
import type { MigrationStatus } from "../plan/MigrationStatus.ts";

/** One line for each migration, and one that sums up. */
export function formatStatus(statuses: ReadonlyArray<MigrationStatus>): string {
  const width = Math.max(0, ...statuses.map(({ state }) => state.length));
  const lines = statuses.map(({ name, state, appliedAt, outOfOrder }) => {
    const time = appliedAt === undefined ? "" : `  ${appliedAt.toISOString()}`;
    const note = outOfOrder ? "  older than one that is applied" : notes[state];
    return `${state.padEnd(width)}  ${name}${time}${note}`;
  });
  const counts = Map.groupBy(statuses, ({ state }) => state);
  const sum = [...counts].map(([state, all]) => `${all.length} ${state}`).join(", ");
  return [...lines, sum === "" ? "There are no migrations." : sum].join("\n");
}

const notes = {
  applied: "",
  changed: "  edited since it was applied",
  missing: "  its file is gone",
  pending: "",
  unfinished: "  broke off midway: redo it, or up --fake",
};
