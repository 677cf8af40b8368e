// How a flush is done.
export interface FlushOptions {
  /** Asks no rules, neither before anything is sent nor before COMMIT. Hooks run, and the database checks what it checks. */
  readonly skipValidation?: boolean;
  /** Ends the flush before its next step, as long as nothing was sent or what was sent can be taken back. */
  readonly signal?: AbortSignal | undefined;
}
