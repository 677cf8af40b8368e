// What setup will do, before it does any of it.

export interface SetupPlan {
  /** The new texts of files that change, by path. */
  readonly writes: ReadonlyMap<string, string>;
  /** The files and folders that go. */
  readonly removes: ReadonlyArray<string>;
}
