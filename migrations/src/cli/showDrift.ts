// `drift`, and the word about generated code after a run.
import { readDrift } from "../apply/readDrift.ts";
import type { MigrateOptions } from "../apply/withMigrations.ts";
import type { MigrateValues } from "./MigrateValues.ts";

/** Prints the differences between the database and the snapshot; 1 when there are any. */
export async function showDrift(
  { url }: MigrateOptions,
  { config, json }: MigrateValues,
): Promise<number> {
  const differences = await readDrift({ url, ...(config === undefined ? {} : { config }) });
  if (json) console.log(JSON.stringify(differences, null, 2));
  else if (differences.length === 0) console.log("The database is what the snapshot says.");
  else
    console.log(
      [
        `The database differs from the snapshot (${differences.length}):`,
        ...differences.map((each) => `- ${each}`),
        "When the snapshot is behind, run codegen; what was changed by hand belongs in a migration.",
      ].join("\n"),
    );
  return differences.length === 0 ? 0 : 1;
}

/**
 * Says when the generated code is not that of the database any more. It is a reminder: a project without a snapshot, or whose
 * configuration cannot be read where code is not generated, gets none.
 */
export async function remindOfCodegen(
  { url }: MigrateOptions,
  { config }: MigrateValues,
): Promise<void> {
  const differences = await readDrift({ url, ...(config === undefined ? {} : { config }) }).catch(
    () => [],
  );
  const [first, ...more] = differences;
  if (first === undefined) return;
  const rest = more.length === 0 ? "" : ` (and ${more.length} more: kingpost-migrate drift)`;
  console.log(`The generated code is out of date, run codegen: ${first}${rest}.`);
}
