// From a schema to changes: what a run would do, without doing it.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import type { DbSchema } from "kingpost/catalog";
import { readNamed } from "../config/readNamed.ts";
import type { Settings } from "../config/toSettings.ts";
import type { EmitSettings } from "../emit/EmitSettings.ts";
import { relativeSpecifier } from "../emit/relativeSpecifier.ts";
import { CodegenError } from "../errors/CodegenError.ts";
import { buildModel } from "../model/buildModel.ts";
import type { DomainModel } from "../model/DomainModel.ts";
import type { FilePlan } from "../plan/FilePlan.ts";
import { planFiles } from "../plan/planFiles.ts";
import { planRemovals } from "../plan/planRemovals.ts";
import { readEntitySources } from "../source/readEntitySources.ts";
import type { Change } from "./Change.ts";
import { compareFiles } from "./compareFiles.ts";
import { formatFiles } from "./formatFiles.ts";
import type { FormatMemory } from "./FormatMemory.ts";
import { jsonText } from "./jsonText.ts";
import { readExisting } from "./readExisting.ts";
import { snapshotText } from "./snapshotText.ts";

export interface Generated {
  /** By path below the folder of the configuration. */
  readonly changes: ReadonlyArray<Change>;
  readonly warnings: ReadonlyArray<string>;
  /** Files that were written once for entities that are gone. */
  readonly orphans: ReadonlyArray<string>;
  /** To be saved when the changes are made. */
  readonly memory: FormatMemory;
}

/** Where tags are remembered. */
const lockName = "kingpost.lock.json";

/**
 * @param directory the folder of the configuration
 * @throws CodegenError (`SCHEMA`, `CONFIG`)
 */
export async function generate(
  db: DbSchema,
  settings: Settings,
  directory: string,
): Promise<Generated> {
  const folder =
    slashed(relative(directory, resolve(directory, settings.entitiesDirectory))) || ".";
  const [existing, lock] = await Promise.all([
    readExisting(join(directory, folder)),
    readIfThere(join(directory, lockName)),
  ]);
  const sources = await readEntitySources(entityFiles(existing));
  const model = buildModel({ db, settings, tags: tagsIn(lock), sources });
  const plans = planFiles(model, emitSettings(settings, folder), hash);
  const { remove, orphans } = planRemovals(existing, plans);
  const within = (path: string): string => (folder === "." ? path : `${folder}/${path}`);
  const formatted = await formatFiles(plans, existing, directory);
  const files = [
    ...formatted.files.map((file) => ({ ...file, path: within(file.path) })),
    lockFile(model),
    ...(await snapshotFile(db, model, settings, directory)),
  ];
  const there = new Map([...existing].map(([path, text]) => [within(path), text]));
  for (const { path } of files.slice(plans.length)) {
    const text = await readIfThere(join(directory, path));
    if (text !== undefined) there.set(path, text);
  }
  return {
    changes: compareFiles(files, remove.map(within), there),
    warnings: model.warnings,
    orphans: orphans.map(within),
    memory: formatted.memory,
  };
}

function entityFiles(existing: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map(
    [...existing].flatMap(([path, text]) => {
      const name = /^([^/]+)\.ts$/u.exec(path)?.[1];
      return name === undefined ? [] : [[name, text] as const];
    }),
  );
}

function emitSettings(settings: Settings, folder: string): EmitSettings {
  const { contextType, importExtension } = settings;
  // Paths that start with a dot are the project's own; everything else is for the resolver to find.
  const specifierOf = (module: string): string =>
    module.startsWith(".")
      ? relativeSpecifier(`${folder}/codegen`, module).replace(/\.ts$/u, importExtension)
      : module;
  const context = contextType === undefined ? undefined : readNamed(contextType);
  return {
    extension: importExtension,
    context: context && { name: context.name, module: specifierOf(context.module) },
    specifierOf,
  };
}

function lockFile({ entities }: DomainModel): FilePlan {
  const roots = entities.filter(({ subtypeOf }) => subtypeOf === undefined);
  const tags = Object.fromEntries(roots.map(({ name, tag }) => [name, tag]));
  return { path: lockName, mode: "always", contents: jsonText({ tags }) };
}

async function snapshotFile(
  db: DbSchema,
  model: DomainModel,
  { snapshot }: Settings,
  directory: string,
): Promise<ReadonlyArray<FilePlan>> {
  if (snapshot === false) return [];
  const path = slashed(relative(directory, resolve(directory, snapshot)));
  const existing = await readIfThere(join(directory, path));
  return [{ path, mode: "always", contents: snapshotText(db, model, existing) }];
}

function tagsIn(lock: string | undefined): Readonly<Record<string, string>> {
  if (lock === undefined) return {};
  try {
    const { tags } = JSON.parse(lock) as { readonly tags?: Record<string, string> };
    return tags ?? {};
  } catch (cause) {
    throw new CodegenError("CONFIG", [
      `${lockName} is not JSON: ${String(cause)}. Restore it: ids that were given out carry its tags.`,
    ]);
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  return existsSync(path) ? readFile(path, "utf8") : undefined;
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

function slashed(path: string): string {
  return path.split(sep).join("/");
}
