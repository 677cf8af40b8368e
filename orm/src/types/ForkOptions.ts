// How an entity manager is forked.

export interface ForkOptions {
  /**
   * Copies what is pending too. The fork is `in-memory-writes` then: its flush tries what it would write, and takes it back.
   */
  readonly allowPendingChanges?: boolean;
}
