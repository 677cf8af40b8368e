// The door `@kingpost/migrations`: helpers for migrations, and running them from a program.
export { migrateDown, type MigrateDownOptions } from "./apply/migrateDown.ts";
export { migrateRedo, type MigrateRedoOptions } from "./apply/migrateRedo.ts";
export { migrateUp, type MigrateResult, type MigrateUpOptions } from "./apply/migrateUp.ts";
export { lintMigrations, type LintOptions } from "./apply/lintMigrations.ts";
export type { LintFinding, RuleName } from "./lint/Finding.ts";
export { readDrift, type DriftOptions } from "./apply/readDrift.ts";
export { readMigrationStatus } from "./apply/readMigrationStatus.ts";
export { getMigrationStatus } from "./apply/getMigrationStatus.ts";
export { runMigrationsIfNeeded, type RunMigrationsOptions } from "./apply/runMigrationsIfNeeded.ts";
export { checkMigrations, type CheckFinding, type CheckResult } from "./trial/checkMigrations.ts";
export {
  squashMigrations,
  type SquashOptions,
  type SquashResult,
} from "./trial/squashMigrations.ts";
export type { MigrateOptions, MigrateSettings } from "./apply/withMigrations.ts";
export { kingpostMigrate } from "./cli/kingpostMigrate.ts";
export {
  MigrationError,
  type MigrationErrorCode,
  type MigrationErrorDetails,
} from "./errors/MigrationError.ts";
export type { MigrationState, MigrationStatus } from "./plan/MigrationStatus.ts";
export { addCheckInSteps } from "./helpers/addCheckInSteps.ts";
export { addColumns } from "./helpers/addColumns.ts";
export { addEnumValue, type AddEnumValueOptions } from "./helpers/addEnumValue.ts";
export {
  addForeignKeyInSteps,
  type ForeignKeyInStepsOptions,
} from "./helpers/addForeignKeyInSteps.ts";
export {
  addPolymorphicCheck,
  type PolymorphicCheckOptions,
} from "./helpers/addPolymorphicCheck.ts";
export { addVersionColumn } from "./helpers/addVersionColumn.ts";
export { beginColumnChange, type ColumnChange } from "./helpers/beginColumnChange.ts";
export { commentData, type CommentData } from "./helpers/commentData.ts";
export { createCreatedAtFunction } from "./helpers/createCreatedAtFunction.ts";
export { createEntityTable, type EntityTableOptions } from "./helpers/createEntityTable.ts";
export { createEnumTable, type EnumRow, type EnumTableOptions } from "./helpers/createEnumTable.ts";
export {
  type ConcurrentIndexOptions,
  createIndexConcurrently,
} from "./helpers/createIndexConcurrently.ts";
export {
  createManyToManyTable,
  type JoinedTable,
  type ManyToManyOptions,
} from "./helpers/createManyToManyTable.ts";
export { createRecalcQueueTable } from "./helpers/createRecalcQueueTable.ts";
export { createSubTable, type SubTableOptions } from "./helpers/createSubTable.ts";
export { createTenantRole, type TenantRoleOptions } from "./helpers/createTenantRole.ts";
export { createTriggers } from "./helpers/createTriggers.ts";
export { createUpdatedAtFunction } from "./helpers/createUpdatedAtFunction.ts";
export { dropEntityTable } from "./helpers/dropEntityTable.ts";
export { dropEnumTable } from "./helpers/dropEnumTable.ts";
export { dropManyToManyTable } from "./helpers/dropManyToManyTable.ts";
export { enableTenancy, type TenancyOptions } from "./helpers/enableTenancy.ts";
export { enumArrayColumn, type EnumArrayOptions } from "./helpers/enumArrayColumn.ts";
export {
  finishColumnChange,
  type FinishColumnChangeOptions,
} from "./helpers/finishColumnChange.ts";
export { foreignKey, type ForeignKeyOptions } from "./helpers/foreignKey.ts";
export type { EnumCell, EnumIdType } from "./helpers/insertEnumRows.ts";
export { removeEnumValue, type RemoveEnumValueOptions } from "./helpers/removeEnumValue.ts";
export { renameColumn } from "./helpers/renameColumn.ts";
export { renameRelation, type RenameRelationOptions } from "./helpers/renameRelation.ts";
export { renameTable } from "./helpers/renameTable.ts";
export { setNotNullInSteps } from "./helpers/setNotNullInSteps.ts";
export type { TableName } from "./helpers/TableName.ts";
export { type BatchUpdate, updateInBatches } from "./helpers/updateInBatches.ts";
export { updateEnumValue } from "./helpers/updateEnumValue.ts";
