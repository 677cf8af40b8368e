// What people add to the list of planners.
import type { Settings } from "../config/toSettings.ts";
import type { DomainModel } from "../model/DomainModel.ts";
import type { FilePlan } from "./FilePlan.ts";

/**
 * Makes files of its own from the model of the schema. Paths are below the folder of the configuration.
 *
 * @example
 * const tables: CodegenPlugin = ({ entities }) => [
 *   { path: "docs/tables.md", mode: "always", contents: entities.map(({ name }) => `- ${name}`).join("\n") },
 * ];
 * export default tables;
 */
export type CodegenPlugin = (
  model: DomainModel,
  settings: Settings,
) => ReadonlyArray<FilePlan> | Promise<ReadonlyArray<FilePlan>>;
