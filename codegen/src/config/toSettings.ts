// A configuration with its defaults filled in.
import type {
  Config,
  DeletionColumnConfig,
  EntityConfig,
  EnumConfig,
  IdType,
  NumericConfig,
  Plugin,
  OptimisticLock,
  TypeConfig,
} from "./Config.ts";
import { type GraphqlSettings, toGraphqlSettings } from "./toGraphqlSettings.ts";

export type TimestampRole = "createdAt" | "updatedAt" | "deletedAt";

export interface TimestampColumn {
  /** The first that a table has is the one. */
  readonly names: ReadonlyArray<string>;
  readonly required: boolean;
  /** It may say whether, not when. */
  readonly isBoolean: boolean;
}

export interface Settings {
  readonly databaseUrl: string | undefined;
  readonly snapshot: string | false;
  readonly schemas: ReadonlyArray<string>;
  readonly entitiesDirectory: string;
  readonly contextType: string | undefined;
  readonly idType: IdType;
  readonly tagDelimiter: string;
  /** Where instants are shown, when `Temporal` is used. */
  readonly temporal: { readonly timeZone: string } | undefined;
  readonly strings: { readonly trim: boolean; readonly emptyAsNull: boolean };
  readonly numeric: NumericConfig;
  readonly typeMap: Readonly<Record<string, TypeConfig>>;
  readonly allowReparent: boolean;
  readonly timestampColumns: Readonly<Record<TimestampRole, TimestampColumn>>;
  readonly emDelete: "soft" | undefined;
  /** `undefined`: the version where there is one, else the time. */
  readonly optimisticLock: OptimisticLock | undefined;
  readonly ignoredTables: ReadonlyArray<string>;
  /** Tables that are enums though their columns do not say so; `*` where only the name of the enum is known. */
  readonly enumTables: ReadonlyArray<string>;
  readonly nonDeferredForeignKeys: "error" | "warn" | "ignore";
  readonly importExtension: ".ts" | ".js" | "";
  readonly plugins: ReadonlyArray<Plugin>;
  /** The databases that get one; `true` for the one that is read. */
  readonly flushFunction: true | ReadonlyArray<string>;
  readonly docs: boolean;
  readonly outputDocs: boolean;
  readonly graphql: GraphqlSettings | undefined;
  /** The configuration is TypeScript, which can check the names that it speaks of. */
  readonly isTyped: boolean;
  /** A function that makes an entity manager for a test. */
  readonly smokeTests: string | undefined;
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

/** @param isTyped whether the configuration is TypeScript */
export function toSettings(config: Config, isTyped = false): Settings {
  return {
    databaseUrl: config.databaseUrl,
    snapshot: config.snapshot ?? "./kingpost.schema.json",
    schemas: config.schemas ?? ["public"],
    entitiesDirectory: config.entitiesDirectory ?? "./src/entities",
    contextType: config.contextType,
    idType: config.idType ?? "tagged-string",
    tagDelimiter: config.tagDelimiter ?? ":",
    temporal:
      config.temporal === true
        ? { timeZone: "UTC" }
        : config.temporal === false
          ? undefined
          : config.temporal,
    strings: {
      trim: config.strings?.trim ?? true,
      emptyAsNull: config.strings?.emptyAsNull ?? true,
    },
    numeric: config.numeric ?? "string",
    typeMap: config.typeMap ?? {},
    allowReparent: config.upsert?.allowReparent === true,
    timestampColumns: {
      createdAt: timestampColumn(config.timestampColumns?.createdAt, ["created_at", "createdAt"]),
      updatedAt: timestampColumn(config.timestampColumns?.updatedAt, ["updated_at", "updatedAt"]),
      deletedAt: timestampColumn(config.timestampColumns?.deletedAt, ["deleted_at", "deletedAt"]),
    },
    emDelete: config.softDelete?.emDelete === "soft" ? "soft" : undefined,
    optimisticLock: config.optimisticLock,
    ignoredTables: [...alwaysIgnored, ...(config.ignoredTables ?? [])],
    enumTables: Object.values(present(config.enums)).flatMap(({ kind, tableName = "*" }) =>
      kind === undefined ? [] : [tableName],
    ),
    nonDeferredForeignKeys: config.nonDeferredForeignKeys ?? "ignore",
    importExtension: config.importExtension ?? ".ts",
    plugins: config.plugins ?? [],
    flushFunction: config.testing?.flushFunction || [],
    docs: config.docs === true,
    outputDocs: config.outputDocs === true,
    graphql: toGraphqlSettings(config),
    smokeTests: config.testing?.smokeTests,
    isTyped,
    entities: present(config.entities),
    enums: present(config.enums),
  };
}

/** Without the entries that say nothing. */
function present<T>(
  entries: Readonly<Record<string, T | undefined>> | undefined,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(entries ?? {}).filter((entry): entry is [string, T] => entry[1] !== undefined),
  );
}

function timestampColumn(
  given: DeletionColumnConfig | undefined,
  names: ReadonlyArray<string>,
): TimestampColumn {
  return {
    names: given?.names ?? names,
    required: given?.required === true,
    isBoolean: given?.boolean === true,
  };
}
