// Many writers on the same rows.
import { expect, it } from "vitest";
import { useTestDatabase } from "../testDatabase.ts";
import { contend, lostRaces } from "./contend.ts";
import { increment } from "./increment.ts";
import { report } from "./report.ts";
import { scaled, seed } from "./scale.ts";

const database = useTestDatabase();

it("R-WRITE-5 32 writers on random subsets of 50 rows in 5 tables: no deadlock", async () => {
  const flushes = scaled(5_000);
  const { flushed, failed } = await contend({ url: database.url, writers: 32, flushes, seed });
  report(`seed ${seed}: ${flushes} flushes, ${flushed} written, failed:`, failed);
  // Not even one that was taken back and tried again.
  const [row] = await database.query(
    "SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()",
  );
  expect(row).toEqual({ deadlocks: 0 });
  expect(Object.keys(failed).filter((code) => !lostRaces.includes(code))).toEqual([]);
});

it("R-OPLOCK-2 16 writers that add one to one row: what is stored is what was acknowledged", async () => {
  const attempts = scaled(2_000);
  const { succeeded, stale, stored } = await increment(database.url, 16, attempts);
  report(`${16 * attempts} attempts, ${succeeded} written, ${stale} stale`);
  expect([succeeded + stale, stored]).toEqual([16 * attempts, succeeded]);
});
