// Values of every type, by the hundreds, in processes of four time zones on servers of two: each is read as it was set, or
// refused by a named error. `KINGPOST_ROUND_TRIPS=5000 pnpm test orm/test/codecs/timeZones` is the long run.
import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { expect, inject, it } from "vitest";
import { useTestDatabase } from "../testDatabase.ts";
import type { Outcome } from "./roundTripIn.ts";

const database = useTestDatabase();
const run = promisify(execFile);
const rows = process.env["KINGPOST_ROUND_TRIPS"] ?? "60";
const seed = process.env["KINGPOST_SEED"] ?? String(Date.now() % 1_000_000);

it.each(
  ["UTC", "America/New_York", "Asia/Kolkata", "Pacific/Apia"].flatMap((zone) =>
    ["UTC", "America/St_Johns"].map((server) => [zone, server] as const),
  ),
)(
  "R-TYPE-2, R-TYPE-8 values of every type are read as they were set in a process of %s with a server of %s",
  { timeout: 600_000 },
  async (zone, server) => {
    const [row] = await database.query("SELECT current_database() AS name");
    const url = new URL(inject("adminUrl"));
    url.pathname = `/${String(row!["name"])}`;
    const child = resolve(import.meta.dirname, "roundTripIn.ts");
    const { stdout } = await run(process.execPath, [child, url.href, server, rows, seed], {
      env: { ...process.env, TZ: zone },
      maxBuffer: 2 ** 28,
    });
    const outcome = JSON.parse(stdout) as Outcome;
    if (process.env["KINGPOST_ROUND_TRIPS"] !== undefined)
      process.stdout.write(
        `${zone} ${server} seed ${seed} ${JSON.stringify({ ...outcome, changed: outcome.changed.length })}\n`,
      );
    expect({ seed, changed: outcome.changed.slice(0, 20) }).toEqual({ seed, changed: [] });
    expect(outcome.kept).toBeGreaterThan(Number(rows) * 40);
  },
);
