// What a project has already: its generated and hand-written files, and what earlier runs wrote down.
import { join, relative, resolve, sep } from "node:path";
import type { Settings } from "../config/toSettings.ts";
import { CodegenError } from "../errors/CodegenError.ts";
import { entityFileOf } from "../model/entityFileOf.ts";
import type { EntitySource } from "../source/EntitySource.ts";
import { readEntitySources } from "../source/readEntitySources.ts";
import { readExisting } from "./readExisting.ts";
import { readIfThere } from "./readIfThere.ts";

export interface Project {
  /** The folder of the configuration. */
  readonly directory: string;
  /** Contents of files in the folder of entities, by path below it. */
  readonly existing: ReadonlyMap<string, string>;
  /** Contents of the hand-written files of entities, by entity. */
  readonly entityFiles: ReadonlyMap<string, string>;
  /** The path of a file in that folder, below the folder of the configuration. */
  readonly inEntities: (path: string) => string;
  /** The folder of entities, below the folder of the configuration. */
  readonly folder: string;
  /** Tags by entity that were given before. */
  readonly tags: Readonly<Record<string, string>>;
  /** Files outside the folders of generated code that the last run made and that are ours. */
  readonly files: ReadonlyArray<string>;
  /** What hand-written files say, by entity. */
  readonly sources: Readonly<Record<string, EntitySource>>;
  /** What people wrote about entities, as Markdown, by entity; nothing unless the configuration asks for it. */
  readonly docs: ReadonlyMap<string, string> | undefined;
  /** The snapshot of the last run, and where it is. */
  readonly snapshot: { readonly path: string; readonly text: string | undefined } | undefined;
}

/** Where tags are remembered, and which files are ours. */
export const lockName = "kingpost.lock.json";

/** @throws CodegenError (`CONFIG`, `WRITE`) */
export async function readProject(settings: Settings, directory: string): Promise<Project> {
  const below = (path: string): string =>
    relative(directory, resolve(directory, path)).split(sep).join("/");
  const folder = below(settings.entitiesDirectory) || ".";
  const snapshotPath = settings.snapshot === false ? undefined : below(settings.snapshot);
  const [existing, lock, snapshot] = await Promise.all([
    readExisting(join(directory, folder), foldersOf(settings)),
    readIfThere(join(directory, lockName)),
    snapshotPath === undefined ? undefined : readIfThere(join(directory, snapshotPath)),
  ]);
  const handWritten = entityFiles(existing, settings, "ts");
  return {
    directory,
    existing,
    entityFiles: handWritten,
    inEntities: (path) => (folder === "." ? path : `${folder}/${path}`),
    folder,
    ...recordsIn(lock),
    sources: await readEntitySources(handWritten),
    docs: settings.docs ? entityFiles(existing, settings, "md") : undefined,
    snapshot: snapshotPath === undefined ? undefined : { path: snapshotPath, text: snapshot },
  };
}

function entityFiles(
  existing: ReadonlyMap<string, string>,
  settings: Settings,
  extension: "ts" | "md",
): ReadonlyMap<string, string> {
  const folders = new Set(["", ...foldersOf(settings)]);
  return new Map(
    [...existing].flatMap(([path, text]) => {
      const [, folder = "", name = "", ending] = /^(?:(.*)\/)?([^/]+)\.(\w+)$/u.exec(path) ?? [];
      return ending === extension && folders.has(folder) ? [[name, text] as const] : [];
    }),
  );
}

/** Folders of entities, below that of all. */
function foldersOf({ entities }: Settings): ReadonlyArray<string> {
  return Object.entries(entities).flatMap(([name, { directory }]) =>
    directory === undefined
      ? []
      : [entityFileOf(name, directory).split("/").slice(0, -1).join("/")],
  );
}

function recordsIn(lock: string | undefined): Pick<Project, "tags" | "files"> {
  if (lock === undefined) return { tags: {}, files: [] };
  try {
    const { tags = {}, files = [] } = JSON.parse(lock) as Partial<Pick<Project, "tags" | "files">>;
    return { tags, files };
  } catch (cause) {
    throw new CodegenError("CONFIG", [
      `${lockName} is not JSON: ${String(cause)}. Restore it: ids that were given out carry its tags.`,
    ]);
  }
}
