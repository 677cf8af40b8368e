// One file of the migrations folder, as far as it is known without running it.
/** A migration on disk. */
export interface MigrationFile {
  /** The file's name without its ending: the migration's name in the database. */
  readonly name: string;
  /** The file's name. */
  readonly file: string;
  readonly path: string;
  readonly kind: "module" | "sql";
  /** SHA-256 of its text, line ends aside. */
  readonly checksum: string;
  /** Of a baseline: the migrations that it stands for, in their order. */
  readonly replaces: ReadonlyArray<{ readonly name: string; readonly checksum: string }>;
}
