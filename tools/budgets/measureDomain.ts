// What the types of a whole domain cost: the real codegen writes it into an ignored folder, and the compiler checks all of it.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateAndSaveFiles } from "@kingpost/codegen";
import type { DbSchema } from "kingpost/catalog";
import { checkTypes, type TypeCost } from "./checkTypes.ts";

/** Below the ORM's own folder, where `kingpost` is the ORM; git does not look there. */
const folder = "orm/.data/budgets";

/**
 * @param name of the folder that it is written to meanwhile
 * @param program a module that imports entities from `./entities`
 */
export async function measureDomain(
  root: string,
  name: string,
  schema: DbSchema,
  program: string,
): Promise<TypeCost> {
  const directory = join(root, folder, name);
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  try {
    const config = { entitiesDirectory: "./entities", snapshot: false } as const;
    await generateAndSaveFiles(config, schema, directory);
    const file = join(directory, "queries.ts");
    await writeFile(file, program);
    return await checkTypes(root, file);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
