// What migrations read of a project's configuration; the rest of it is code generation's.
/** The settings, with their defaults filled in. */
export interface ProjectSettings {
  /** Where the snapshot lies; nowhere when the configuration turns it off. */
  readonly snapshot: string | undefined;
  readonly schemas: ReadonlyArray<string>;
  readonly ignoredTables: ReadonlyArray<string>;
  readonly lint: LintSettings;
}

/** How strict the lint is. */
export interface LintSettings {
  /** A table of so many rows is one whose locks are felt. Default 100,000. */
  readonly largeTableRows: number;
  /** Another level for single rules. */
  readonly rules: Readonly<Record<string, LintLevel>>;
}

/** What a finding is: `error` fails a check, `warn` and `info` are told, `off` is not looked for. */
export type LintLevel = "error" | "info" | "off" | "warn";
