// What the lint knows beside the statements: the tables that exist, and how large they are.
import type { ParsedStatement } from "../sql/parseSql.ts";

/** A table that exists before the migration. */
export interface KnownTable {
  /** As the server estimates; unknown for a table that was never analysed. */
  readonly rows: number | undefined;
  /** The type of each column, as `format_type` prints it. */
  readonly columns: ReadonlyMap<string, string>;
  /** The first columns of its indexes. */
  readonly indexed: ReadonlySet<string>;
  /** Columns that refer to other tables. */
  readonly references: ReadonlySet<string>;
  /** Whether policies hold for it at all, and for its owner too. */
  readonly rowSecurity: { readonly isEnabled: boolean; readonly isForced: boolean };
}

/** What is known of the database and the code. */
export interface LintCatalog {
  /** By `schema.name`. */
  readonly tables: ReadonlyMap<string, KnownTable>;
  /** Columns that generated code reads and writes, as `schema.table.column`. */
  readonly used: ReadonlySet<string>;
  readonly largeTableRows: number;
}

/** One statement of a migration. */
export interface LintStatement {
  readonly sql: string;
  readonly line: number;
  readonly nodes: ReadonlyArray<ParsedStatement>;
}

/** One migration, ready to be looked at. */
export interface LintMigration {
  readonly file: string;
  readonly isInTransaction: boolean;
  readonly statements: ReadonlyArray<LintStatement>;
}
