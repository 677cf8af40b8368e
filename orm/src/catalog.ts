// The door `kingpost/catalog`: the one catalog query, for codegen, the drift check of migrations and the check at start.
export { catalogStatements } from "./catalog/catalogStatements.ts";
export type {
  DbAction,
  DbColumn,
  DbEnum,
  DbForeignKey,
  DbIndex,
  DbSchema,
  DbTable,
  DbTableKind,
} from "./catalog/DbSchema.ts";
export { toDbSchema } from "./catalog/toDbSchema.ts";
