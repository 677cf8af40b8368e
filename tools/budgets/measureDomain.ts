// What the types of a whole domain cost: the real codegen writes it into an ignored folder, and the compiler checks all of it.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateAndSaveFiles } from "@kingpost/codegen";
import { checkTypes, type TypeCost } from "./checkTypes.ts";
import { domainProgram } from "./domainProgram.ts";
import { domainSchema } from "./domainSchema.ts";

/** Below the ORM's own folder, where `kingpost` is the ORM; git does not look there. */
const folder = "orm/.data/budgets";

export async function measureDomain(root: string, size: number): Promise<TypeCost> {
  const directory = join(root, folder, `domain-${size}`);
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  try {
    const config = { entitiesDirectory: "./entities", snapshot: false } as const;
    await generateAndSaveFiles(config, domainSchema(size), directory);
    const program = join(directory, "queries.ts");
    await writeFile(program, domainProgram("./entities"));
    return await checkTypes(root, program);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
