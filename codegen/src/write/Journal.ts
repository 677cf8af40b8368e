// What a run is about to do to files, for the next run to finish when this one is killed.

/** Beside the configuration while files are written, and at no other time. */
export const stagingFolder = ".kingpost-codegen";

export interface Journal {
  readonly entries: ReadonlyArray<JournalEntry>;
}

export interface JournalEntry {
  /** Below the folder of the configuration. */
  readonly path: string;
  /** The file in the staging folder that takes its place; nothing for one that is removed. */
  readonly staged?: string | undefined;
  /** A hash of what was there; nothing when nothing was. */
  readonly before?: string | undefined;
}
