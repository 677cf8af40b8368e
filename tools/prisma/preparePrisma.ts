// Installs Prisma in a folder of its own and generates its client, once. It is no dependency of the workspace: with its command
// line it is larger than everything else together.
import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Where the client of a folder is generated. */
export function prismaClientFile(folder: string): string {
  return join(folder, "generated/client.ts");
}

/**
 * Prepares the folder, which has a package.json, a lock file and a schema. When the client is as new as the schema nothing
 * is done.
 *
 * @param file the client that the schema generates
 * @throws whatever the package manager or Prisma's generator say
 */
export async function preparePrisma(
  folder: string,
  schema: string = "schema.prisma",
  file: string = prismaClientFile(folder),
): Promise<void> {
  const schemaFile = join(folder, schema);
  if (isGenerated(schemaFile, file)) return;
  await run("pnpm", ["install", "--ignore-workspace", "--frozen-lockfile", "--ignore-scripts"], {
    cwd: folder,
  });
  const env = {
    ...process.env,
    // Generating needs no engine; without this it would be fetched from Prisma's own server.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    CHECKPOINT_DISABLE: "1",
  };
  const command = join(folder, "node_modules/prisma/build/index.js");
  await run(process.execPath, [command, "generate", "--schema", schemaFile], { cwd: folder, env });
}

/** From the schema as it is now. */
function isGenerated(schemaFile: string, file: string): boolean {
  const client = statSync(file, { throwIfNoEntry: false });
  return client !== undefined && client.mtimeMs > statSync(schemaFile).mtimeMs;
}
