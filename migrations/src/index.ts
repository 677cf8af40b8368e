// The door `@kingpost/migrations`: helpers for migrations, and running them from a program.
export { migrateDown, type MigrateDownOptions } from "./apply/migrateDown.ts";
export { migrateRedo, type MigrateRedoOptions } from "./apply/migrateRedo.ts";
export { migrateUp, type MigrateResult, type MigrateUpOptions } from "./apply/migrateUp.ts";
export { readMigrationStatus } from "./apply/readMigrationStatus.ts";
export { getMigrationStatus } from "./apply/getMigrationStatus.ts";
export { runMigrationsIfNeeded, type RunMigrationsOptions } from "./apply/runMigrationsIfNeeded.ts";
export type { MigrateOptions, MigrateSettings } from "./apply/withMigrations.ts";
export { kingpostMigrate } from "./cli/kingpostMigrate.ts";
export {
  MigrationError,
  type MigrationErrorCode,
  type MigrationErrorDetails,
} from "./errors/MigrationError.ts";
export type { MigrationState, MigrationStatus } from "./plan/MigrationStatus.ts";
export { commentData, type CommentData } from "./helpers/commentData.ts";
export { createCreatedAtFunction } from "./helpers/createCreatedAtFunction.ts";
export { createEntityTable, type EntityTableOptions } from "./helpers/createEntityTable.ts";
export {
  createEnumTable,
  type EnumCell,
  type EnumRow,
  type EnumTableOptions,
} from "./helpers/createEnumTable.ts";
export {
  createManyToManyTable,
  type JoinedTable,
  type ManyToManyOptions,
} from "./helpers/createManyToManyTable.ts";
export { createSubTable, type SubTableOptions } from "./helpers/createSubTable.ts";
export { createTriggers } from "./helpers/createTriggers.ts";
export { createUpdatedAtFunction } from "./helpers/createUpdatedAtFunction.ts";
export { dropEntityTable } from "./helpers/dropEntityTable.ts";
export { dropEnumTable } from "./helpers/dropEnumTable.ts";
export { dropManyToManyTable } from "./helpers/dropManyToManyTable.ts";
export { foreignKey, type ForeignKeyOptions } from "./helpers/foreignKey.ts";
export type { TableName } from "./helpers/TableName.ts";
