// The database and the folder that a command works on, from its options.
import type { MigrateOptions } from "../apply/withMigrations.ts";
import { openDatabase } from "../server/openDatabase.ts";
import { type MigrateValues, numberOf } from "./MigrateValues.ts";

/** Opens the database that the options, DATABASE_URL or the project name, for as long as `work` takes. */
export async function withTarget(
  values: MigrateValues,
  work: (target: MigrateOptions) => Promise<number>,
): Promise<number> {
  const { schema, timeout, "lock-timeout": wait } = values;
  const target = {
    dir: values.dir,
    decamelize: values.decamelize || process.env["DECAMELIZE"] === "true",
    noTransaction: values["no-transaction"],
    ...(schema === undefined ? {} : { schema }),
    ...(wait === undefined ? {} : { waitMs: numberOf(wait, "--lock-timeout") * 1000 }),
    ...(timeout === undefined ? {} : { timeoutMs: numberOf(timeout, "--timeout") * 1000 }),
    onProgress: (line: string) => {
      console.log(line);
    },
  };
  const url = values["database-url"];
  if (url !== undefined) return work({ ...target, url });
  const database = await openDatabase({ projectDir: process.cwd() });
  try {
    return await work({ ...target, url: database.url });
  } finally {
    await database.stop();
  }
}
