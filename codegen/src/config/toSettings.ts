// A configuration with its defaults filled in.
import type { Config, EntityConfig, EnumConfig, IdType } from "./Config.ts";

export interface Settings {
  readonly databaseUrl: string | undefined;
  readonly snapshot: string | false;
  readonly schemas: ReadonlyArray<string>;
  readonly entitiesDirectory: string;
  readonly contextType: string | undefined;
  readonly idType: IdType;
  readonly tagDelimiter: string;
  readonly ignoredTables: ReadonlyArray<string>;
  readonly nonDeferredForeignKeys: "error" | "warn" | "ignore";
  readonly importExtension: ".ts" | ".js" | "";
  readonly entities: Readonly<Record<string, EntityConfig>>;
  readonly enums: Readonly<Record<string, EnumConfig>>;
}

/** Tables that belong to the ways in which schemas are migrated, and to the runtime. */
const alwaysIgnored = [
  "migrations",
  "pgmigrations",
  "kingpost_migrations",
  "kingpost_recalc_queue",
];

export function toSettings(config: Config): Settings {
  return {
    databaseUrl: config.databaseUrl,
    snapshot: config.snapshot ?? "./kingpost.schema.json",
    schemas: config.schemas ?? ["public"],
    entitiesDirectory: config.entitiesDirectory ?? "./src/entities",
    contextType: config.contextType,
    idType: config.idType ?? "tagged-string",
    tagDelimiter: config.tagDelimiter ?? ":",
    ignoredTables: [...alwaysIgnored, ...(config.ignoredTables ?? [])],
    nonDeferredForeignKeys: config.nonDeferredForeignKeys ?? "ignore",
    importExtension: config.importExtension ?? ".ts",
    entities: config.entities ?? {},
    enums: config.enums ?? {},
  };
}
