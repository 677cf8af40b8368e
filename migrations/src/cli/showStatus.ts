// `status`: where every migration stands.
import { readMigrationStatus } from "../apply/readMigrationStatus.ts";
import type { MigrateOptions } from "../apply/withMigrations.ts";
import { formatStatus } from "./formatStatus.ts";
import type { MigrateValues } from "./MigrateValues.ts";
import { remindOfCodegen } from "./showDrift.ts";

/** Prints it; with `--strict` 1 unless all are applied and unchanged. */
export async function showStatus(target: MigrateOptions, values: MigrateValues): Promise<number> {
  const { json, strict } = values;
  const statuses = await readMigrationStatus(target);
  console.log(json ? JSON.stringify(statuses, null, 2) : formatStatus(statuses));
  if (!json) await remindOfCodegen(target, values);
  return strict && statuses.some(({ state }) => state !== "applied") ? 1 : 0;
}
