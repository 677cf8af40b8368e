// Flushes of many writers at once, in short; `pnpm test:faults` has the long form.
import { expect, it } from "vitest";
import { contend, lostRaces } from "../faults/contend.ts";
import { increment } from "../faults/increment.ts";
import { seed } from "../faults/scale.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

it("R-WRITE-5 32 writers on random rows of five tables never deadlock", async () => {
  const { flushed, failed } = await contend({
    url: database.url,
    writers: 32,
    flushes: 300,
    seed,
  });
  const others = Object.keys(failed).filter((code) => !lostRaces.includes(code));
  expect({ others, hasFlushed: flushed > 0 }, `seed ${seed}`).toEqual({
    others: [],
    hasFlushed: true,
  });
});

it("R-OPLOCK-2 of 16 writers that add one to one row none loses what another wrote", async () => {
  const { succeeded, stale, stored } = await increment(database.url, 16, 20);
  expect([succeeded + stale, stored]).toEqual([320, succeeded]);
});
