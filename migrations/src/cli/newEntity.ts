// `new-entity NAME [field:type …]`: the migration of a new entity. Nothing is written unless all of it makes sense.
import { readFile } from "node:fs/promises";
import { listMigrations } from "../discover/listMigrations.ts";
import { MigrationError } from "../errors/MigrationError.ts";
import { planEntity } from "../plan/planEntity.ts";
import { readProject } from "../project/readProject.ts";
import { readSnapshot } from "../project/readSnapshot.ts";
import { createMigration } from "./createMigration.ts";
import type { MigrateValues } from "./MigrateValues.ts";
import { UsageError } from "./UsageError.ts";

export async function newEntity(
  { dir, config, json }: MigrateValues,
  [name, ...fields]: ReadonlyArray<string>,
): Promise<number> {
  if (name === undefined)
    throw new UsageError("A new entity needs a name: new-entity Publisher name:text author:Author");
  const schema = await readKnown(config);
  const pendingTables = await tablesInFiles(dir);
  const { entity, table, text } = planEntity({ name, fields, schema, pendingTables });
  const paths = await createMigration({
    dir,
    name: `add-${table.replaceAll("_", "-")}`,
    sql: false,
    text,
  });
  if (json) console.log(JSON.stringify({ entity, table, wrote: paths }));
  else for (const path of paths) console.log(`wrote ${path}`);
  return 0;
}

/** What code was generated from last; a project without a snapshot has no entities yet. */
async function readKnown(config: string | undefined): ReturnType<typeof readSnapshot> {
  const { snapshot } = await readProject(process.cwd(), config);
  const none = { serverVersion: 0, tables: [], enums: [] };
  if (snapshot === undefined) return none;
  return readSnapshot(snapshot).catch((error: unknown) => {
    if (error instanceof MigrationError && error.code === "SNAPSHOT_MISSING") return none;
    throw error;
  });
}

/** Tables that the files make by our helpers: also those of migrations that have not run. */
async function tablesInFiles(dir: string): Promise<ReadonlyArray<string>> {
  const files = await listMigrations(dir).catch(() => []);
  const texts = await Promise.all(files.map(({ path }) => readFile(path, "utf8")));
  return texts.flatMap((text) =>
    Array.from(
      text.matchAll(/create(?:Entity|Enum)Table\(\s*\w+,\s*"([^"]+)"/g),
      ([, table = ""]) => table,
    ),
  );
}
