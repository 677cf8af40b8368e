// What a project has already: its generated and hand-written files, and what earlier runs wrote down.
import { join, relative, resolve, sep } from "node:path";
import type { Settings } from "../config/toSettings.ts";
import { CodegenError } from "../errors/CodegenError.ts";
import type { EntitySource } from "../source/EntitySource.ts";
import { readEntitySources } from "../source/readEntitySources.ts";
import { readExisting } from "./readExisting.ts";
import { readIfThere } from "./readIfThere.ts";

export interface Project {
  /** The folder of the configuration. */
  readonly directory: string;
  /** Contents of files in the folder of entities, by path below it. */
  readonly existing: ReadonlyMap<string, string>;
  /** The path of a file in that folder, below the folder of the configuration. */
  readonly inEntities: (path: string) => string;
  /** The folder of entities, below the folder of the configuration. */
  readonly folder: string;
  /** Tags by entity that were given before. */
  readonly tags: Readonly<Record<string, string>>;
  /** What hand-written files say, by entity. */
  readonly sources: Readonly<Record<string, EntitySource>>;
  /** The snapshot of the last run, and where it is. */
  readonly snapshot: { readonly path: string; readonly text: string | undefined } | undefined;
}

/** Where tags are remembered. */
export const lockName = "kingpost.lock.json";

/** @throws CodegenError (`CONFIG`, `WRITE`) */
export async function readProject(settings: Settings, directory: string): Promise<Project> {
  const below = (path: string): string =>
    relative(directory, resolve(directory, path)).split(sep).join("/");
  const folder = below(settings.entitiesDirectory) || ".";
  const snapshotPath = settings.snapshot === false ? undefined : below(settings.snapshot);
  const [existing, lock, snapshot] = await Promise.all([
    readExisting(join(directory, folder)),
    readIfThere(join(directory, lockName)),
    snapshotPath === undefined ? undefined : readIfThere(join(directory, snapshotPath)),
  ]);
  return {
    directory,
    existing,
    inEntities: (path) => (folder === "." ? path : `${folder}/${path}`),
    folder,
    tags: tagsIn(lock),
    sources: await readEntitySources(entityFiles(existing)),
    snapshot: snapshotPath === undefined ? undefined : { path: snapshotPath, text: snapshot },
  };
}

/** The hand-written files of entities, by entity. */
export function entityFiles(existing: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map(
    [...existing].flatMap(([path, text]) => {
      const name = /^([^/]+)\.ts$/u.exec(path)?.[1];
      return name === undefined ? [] : [[name, text] as const];
    }),
  );
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
