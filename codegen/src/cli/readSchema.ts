// The schema that a command works on: the database's, or the snapshot's with --offline.
import { join } from "node:path";
import type { DbSchema } from "kingpost/catalog";
import type { LoadedConfig } from "../config/loadConfig.ts";
import { CodegenError } from "../errors/CodegenError.ts";
import { introspect } from "../introspect/introspect.ts";
import { loadSnapshot } from "../introspect/loadSnapshot.ts";
import { databaseUrlOf, type Environment } from "./databaseUrlOf.ts";

export async function readSchema(
  { settings, directory }: LoadedConfig,
  { offline }: { readonly offline: boolean },
  env: Environment,
): Promise<DbSchema> {
  if (!offline) return introspect(databaseUrlOf(settings.databaseUrl, env), settings);
  if (settings.snapshot !== false) return loadSnapshot(join(directory, settings.snapshot));
  throw new CodegenError("CONFIG", [
    "--offline needs a snapshot, which the configuration turns off.",
  ]);
}
