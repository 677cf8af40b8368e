// What makes files of a model.
import type { Settings } from "../config/toSettings.ts";
import type { EmitSettings } from "../emit/EmitSettings.ts";
import type { DomainModel } from "../model/DomainModel.ts";
import type { FilePlan } from "./FilePlan.ts";

/** The GraphQL side of a project. */
export interface GraphqlFiles {
  /** Below the folder of the configuration. */
  readonly folder: string;
  /** Contents of the files below that folder, by path below it. */
  readonly files: ReadonlyMap<string, string>;
}

/** Pure: no file is read, and none is written. */
export type Planner = (model: DomainModel, context: PlanContext) => ReadonlyArray<FilePlan>;

export interface PlanContext {
  readonly settings: Settings;
  readonly emit: EmitSettings;
  /** The path of a file in the folder of entities, as plans name it: `codegen/domain.ts`. */
  readonly inEntities: (path: string) => string;
  /** What there is of GraphQL; `undefined` for a project without it. */
  readonly graphql: GraphqlFiles | undefined;
  /** Whether a file is in the folder of entities already. */
  readonly isThere: (path: string) => boolean;
  /** A short text that differs for different texts. */
  readonly hash: (text: string) => string;
  /**
   * The model of the schema that the last run wrote down, under today's configuration; what files of that run were made from.
   * Nothing on a first run. It is made when it is first asked for.
   */
  readonly last: () => DomainModel | undefined;
}
