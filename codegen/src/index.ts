// The door of `@kingpost/codegen`.
export { type CodegenContext, kingpostCodegen } from "./cli/kingpostCodegen.ts";
export type {
  Config,
  EntityConfig,
  EnumConfig,
  FieldConfig,
  IdGenerator,
  IdType,
  Names,
  RelationConfig,
} from "./config/Config.ts";
export { defineConfig } from "./config/defineConfig.ts";
export { CodegenError, type CodegenErrorCode } from "./errors/CodegenError.ts";
export type { DomainModel, EntityModel, FieldModel } from "./model/DomainModel.ts";
export type { Settings } from "./config/toSettings.ts";
export type { CodegenPlugin } from "./plan/CodegenPlugin.ts";
export type { FilePlan, Merged } from "./plan/FilePlan.ts";
export { introspect, type IntrospectOptions } from "./introspect/introspect.ts";
export { loadSnapshot } from "./introspect/loadSnapshot.ts";
export type { Change } from "./write/Change.ts";
export type { Generated } from "./write/generate.ts";
export { generateAndSaveFiles } from "./write/generateAndSaveFiles.ts";
