// Kingpost for one work item: a driver on a pool, and a fresh entity manager for each piece of work.
import { PostgresDriver, type PostgresDriverOpts } from "kingpost/pg";
import { Pool } from "pg";
import type { Counts, Workbench } from "../Contestant.ts";
import { EntityManager } from "./entities/codegen/domain.ts";

/** A workbench that works in a fresh unit of work each time, as a request does. */
export async function openDriver(
  url: string,
  run: (em: EntityManager) => ReturnType<Workbench["run"]>,
  options: PostgresDriverOpts = {},
): Promise<Workbench> {
  const pool = new Pool({ connectionString: url });
  const driver = new PostgresDriver(pool, options);
  // The pool connects when it is first asked for.
  await pool.query("SELECT 1");
  return {
    run: () => run(new EntityManager({}, { driver, entityLimit: 1_000_000 })),
    count: () => countEvents(driver),
    close: () => pool.end(),
  };
}

/** BEGIN and COMMIT are counted like all other statements, as they are for the other contestants. */
function countEvents({ events }: PostgresDriver): () => Counts {
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
