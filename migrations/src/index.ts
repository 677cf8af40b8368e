// The door `@kingpost/migrations`: helpers for migrations, and running them from a program.
export { migrateDown, type MigrateDownOptions } from "./apply/migrateDown.ts";
export { migrateRedo, type MigrateRedoOptions } from "./apply/migrateRedo.ts";
export { migrateUp, type MigrateResult, type MigrateUpOptions } from "./apply/migrateUp.ts";
export { readMigrationStatus } from "./apply/readMigrationStatus.ts";
export type { MigrateOptions } from "./apply/withMigrations.ts";
export {
  MigrationError,
  type MigrationErrorCode,
  type MigrationErrorDetails,
} from "./errors/MigrationError.ts";
export type { MigrationState, MigrationStatus } from "./plan/MigrationStatus.ts";
