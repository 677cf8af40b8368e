// From a schema to changes: what a run would do, without doing it.
import { join } from "node:path";
import type { DbSchema } from "kingpost/catalog";
import { readNamed } from "../config/readNamed.ts";
import type { Settings } from "../config/toSettings.ts";
import type { EmitSettings } from "../emit/EmitSettings.ts";
import { relativeSpecifier } from "../emit/relativeSpecifier.ts";
import { buildModel } from "../model/buildModel.ts";
import type { DomainModel } from "../model/DomainModel.ts";
import type { FilePlan } from "../plan/FilePlan.ts";
import type { PlanContext } from "../plan/Planner.ts";
import { planners } from "../plan/planners.ts";
import { planRemovals } from "../plan/planRemovals.ts";
import type { Change } from "./Change.ts";
import { compareFiles } from "./compareFiles.ts";
import { formatFiles } from "./formatFiles.ts";
import type { FormatMemory } from "./FormatMemory.ts";
import { jsonText } from "./jsonText.ts";
import { lastModelOf } from "./lastModelOf.ts";
import { readGraphqlFiles } from "./readGraphqlFiles.ts";
import { readIfThere } from "./readIfThere.ts";
import { lockName, type Project, readProject } from "./readProject.ts";
import { snapshotText } from "./snapshotText.ts";
import { textHash } from "./textHash.ts";

export interface Generated {
  /** By path below the folder of the configuration. */
  readonly changes: ReadonlyArray<Change>;
  readonly warnings: ReadonlyArray<string>;
  /** Files that were written once for entities that are gone. */
  readonly orphans: ReadonlyArray<string>;
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
  const graphql = await readGraphqlFiles(settings, directory);
  const context = { ...contextOf(project, settings), graphql };
  const plans = planners.flatMap((plan) => plan(model, context));
  const { remove, orphans } = planRemovals(project.existing, plans, context.inEntities);
  const records = [lockFile(model), ...snapshotFile(db, model, project)];
  const existing = await there(project, [...plans, ...records]);
  const { files, memory } = await formatFiles(plans, existing, directory);
  const { changes, warnings } = compareFiles([...files, ...records], remove, existing);
  return { changes, warnings: [...model.warnings, ...warnings], orphans, memory };
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
  files: ReadonlyArray<FilePlan>,
): Promise<ReadonlyMap<string, string>> {
  const contents = new Map([...existing].map(([path, text]) => [inEntities(path), text]));
  const others = files.filter(({ path }) => !contents.has(path));
  await Promise.all(
    others.map(async ({ path }) => {
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

function lockFile({ entities }: DomainModel): FilePlan {
  const roots = entities.filter(({ subtypeOf }) => subtypeOf === undefined);
  const tags = Object.fromEntries(roots.map(({ name, tag }) => [name, tag]));
  return { path: lockName, mode: "always", contents: jsonText({ tags }) };
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
