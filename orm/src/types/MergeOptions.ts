// How entities are merged into one.

export interface MergeOptions {
  /** Deletes the sources, as is done when nothing is said. */
  readonly autoDelete?: boolean;
  /**
   * What becomes of a one-to-one that both have: the one that is not kept lets go, or is deleted where it cannot be without. `throw`
   * when nothing is said.
   */
  readonly onConflict?: "keepTarget" | "keepSource" | "throw";
}
