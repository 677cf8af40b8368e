// How rows are locked until their transaction ends.

/**
 * From the strongest: `forUpdate` for rows to be deleted or given another key, `forNoKeyUpdate` for rows to be changed, which lets others
 * point at them, `forShare` keeps rows from being changed, `forKeyShare` from being deleted.
 */
export type LockMode = "forUpdate" | "forNoKeyUpdate" | "forShare" | "forKeyShare";

export interface LockOptions {
  readonly mode: LockMode;
  /**
   * What is done about rows that another transaction has locked: `wait` (the default) for it to end, `nowait` rejects with
   * `LockNotAvailableError`, `skipLocked` leaves them out.
   */
  readonly wait?: "wait" | "nowait" | "skipLocked" | undefined;
  /** A lock that cannot be had leaves the transaction usable, at the cost of a savepoint. */
  readonly savepoint?: boolean | undefined;
}

/** A mode by itself waits for others. */
export type Lock = LockMode | LockOptions;

export interface AdvisoryLockOptions {
  /** Others may have it as well who share it. */
  readonly shared?: boolean | undefined;
  /** `nowait` rejects with `LockNotAvailableError` when somebody else has it. */
  readonly wait?: "wait" | "nowait" | undefined;
}
