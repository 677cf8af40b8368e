// From a schema to changes: what a run would do, without doing it.
import { join } from "node:path";
import type { DbSchema } from "kingpost/catalog";
import { readNamed } from "../config/readNamed.ts";
import type { Settings } from "../config/toSettings.ts";
import type { EmitSettings } from "../emit/EmitSettings.ts";
import { headerOf } from "../emit/header.ts";
import { relativeSpecifier } from "../emit/relativeSpecifier.ts";
import { buildModel } from "../model/buildModel.ts";
import type { DomainModel } from "../model/DomainModel.ts";
import type { FilePlan } from "../plan/FilePlan.ts";
import type { PlanContext } from "../plan/Planner.ts";
import { planners } from "../plan/planners.ts";
import { planRemovals } from "../plan/planRemovals.ts";
import type { Change } from "./Change.ts";
import { checkPlaces } from "./checkPlaces.ts";
import { compareFiles } from "./compareFiles.ts";
import { formatFiles } from "./formatFiles.ts";
import type { FormatMemory } from "./FormatMemory.ts";
import { jsonText } from "./jsonText.ts";
import { lastModelOf } from "./lastModelOf.ts";
import { readGraphqlFiles } from "./readGraphqlFiles.ts";
import { readIfThere } from "./readIfThere.ts";
import { lockName, type Project, readProject } from "./readProject.ts";
import { runPlugins } from "./runPlugins.ts";
import { snapshotText } from "./snapshotText.ts";
import { textHash } from "./textHash.ts";

export interface Generated {
  /** By path below the folder of the configuration. */
  readonly changes: ReadonlyArray<Change>;
  readonly warnings: ReadonlyArray<string>;
  /** Files that were written once for entities that are gone. */
  readonly orphans: ReadonlyArray<string>;
  readonly model: DomainModel;
  /** To be saved when the changes are made. */
  readonly memory: FormatMemory;
}

/**
 * @param directory the folder of the configuration
 * @throws CodegenError (`SCHEMA`, `CONFIG`)
 */
export async function generate(
  db: DbSchema,
  settings: Settings,
  directory: string,
): Promise<Generated> {
  const project = await readProject(settings, directory);
  const model = buildModel({ db, settings, ...project });
  checkPlaces(model, project);
  const graphql = await readGraphqlFiles(settings, directory);
  const context = { ...contextOf(project, settings), graphql };
  const own = planners.flatMap((plan) => plan(model, context));
  const ownPaths = [...own.map(({ path }) => path), lockName];
  const plans = [...own, ...(await runPlugins(model, settings, directory, ownPaths))];
  const { remove: unwanted, orphans } = planRemovals(project.existing, plans, context.inEntities);
  const elsewhere = plans.flatMap(({ mode, path }) =>
    mode === "always" && !isKnownByPlace(path, project) ? [path] : [],
  );
  const records = [lockFile(model, elsewhere), ...snapshotFile(db, model, project)];
  const existing = await there(project, [
    ...[...plans, ...records].map(({ path }) => path),
    ...project.files,
  ]);
  const remove = [...unwanted, ...leftBehind(project.files, plans, existing)];
  const { files, memory } = await formatFiles(plans, existing, directory);
  const { changes, warnings } = compareFiles([...files, ...records], remove, existing);
  return { changes, warnings: [...model.warnings, ...warnings], orphans, model, memory };
}

function contextOf(project: Project, settings: Settings): Omit<PlanContext, "graphql"> {
  let last: { readonly model: DomainModel | undefined } | undefined;
  return {
    settings,
    emit: emitSettings(settings, project.folder),
    inEntities: project.inEntities,
    isThere: (path) => project.existing.has(path),
    hash: textHash,
    last: () => (last ??= { model: lastModelOf(project, settings) }).model,
  };
}

/** Contents of the files that are there of those that are planned, and of all in the folder of entities. */
async function there(
  { directory, existing, inEntities }: Project,
  paths: ReadonlyArray<string>,
): Promise<ReadonlyMap<string, string>> {
  const contents = new Map([...existing].map(([path, text]) => [inEntities(path), text]));
  const others = paths.filter((path) => !contents.has(path));
  await Promise.all(
    others.map(async (path) => {
      const text = await readIfThere(join(directory, path));
      if (text !== undefined) contents.set(path, text);
    }),
  );
  return contents;
}

function emitSettings(settings: Settings, folder: string): EmitSettings {
  const { contextType, importExtension } = settings;
  // Paths that start with a dot are the project's own; everything else is for the resolver to find.
  const specifierOf = (module: string, within = "codegen"): string =>
    module.startsWith(".")
      ? relativeSpecifier(within === "" ? folder : `${folder}/${within}`, module).replace(
          /\.ts$/u,
          importExtension,
        )
      : module;
  const context = contextType === undefined ? undefined : readNamed(contextType);
  return {
    extension: importExtension,
    context: context && { name: context.name, module: specifierOf(context.module) },
    specifierOf,
  };
}

/** Files of ours in these folders are known by their header when nothing plans them any more; others have to be remembered. */
function isKnownByPlace(path: string, { inEntities }: Project): boolean {
  return ["codegen", "enums", "factories"].some((folder) =>
    path.startsWith(`${inEntities(folder)}/`),
  );
}

/** Files elsewhere that the last run made, that nothing makes any more, and that are as ours are. */
function leftBehind(
  files: ReadonlyArray<string>,
  plans: ReadonlyArray<FilePlan>,
  existing: ReadonlyMap<string, string>,
): ReadonlyArray<string> {
  const wanted = new Set(plans.map(({ path }) => path));
  return files.filter((path) => {
    const header = headerOf(path);
    const text = existing.get(path);
    return !wanted.has(path) && text !== undefined && text.startsWith(header ?? "");
  });
}

/** @param files of ours that have to be remembered */
function lockFile({ entities }: DomainModel, files: ReadonlyArray<string>): FilePlan {
  const roots = entities.filter(({ subtypeOf }) => subtypeOf === undefined);
  const tags = Object.fromEntries(roots.map(({ name, tag }) => [name, tag]));
  return {
    path: lockName,
    mode: "always",
    contents: jsonText(files.length === 0 ? { tags } : { tags, files: files.toSorted() }),
  };
}

function snapshotFile(
  db: DbSchema,
  model: DomainModel,
  { snapshot }: Project,
): ReadonlyArray<FilePlan> {
  if (snapshot === undefined) return [];
  const { path, text } = snapshot;
  return [{ path, mode: "always", contents: snapshotText(db, model, text) }];
}
