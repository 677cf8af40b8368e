// Counts what goes through a driver.
import type { PostgresDriver } from "kingpost/pg";
import type { Counts } from "../Contestant.ts";

/** BEGIN and COMMIT are counted like all other statements, as they are for the other contestants. */
export function countEvents({ events }: PostgresDriver): () => Counts {
  const counts = { statements: 0, roundTrips: 0, rows: 0 };
  const offs = [
    events.on("query", ({ rowCount }) => {
      counts.statements++;
      counts.rows += rowCount;
    }),
    events.on("roundTrip", () => counts.roundTrips++),
    ...(["begin", "commit", "rollback"] as const).map((border) =>
      events.on(border, () => counts.statements++),
    ),
  ];
  return () => {
    for (const off of offs) off();
    return counts;
  };
}
