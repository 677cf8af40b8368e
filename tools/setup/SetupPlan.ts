// What setup will do, before it does any of it.

export interface SetupPlan {
  /** The new texts of files that change, by path. */
  readonly writes: ReadonlyMap<string, string>;
  /** The files and folders that go. */
  readonly removes: ReadonlyArray<string>;
  /** The texts of files that are new. */
  readonly adds: ReadonlyMap<string, string>;
  /** Whether codegen has to follow. */
  readonly regenerate: boolean;
}
