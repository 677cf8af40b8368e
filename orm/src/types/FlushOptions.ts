// How a flush is done.
export interface FlushOptions {
  /** Leaves out the rules, not the hooks. What the database itself refuses is still refused. */
  readonly skipValidation?: boolean | undefined;
  /** Ends the flush before its next step, as long as nothing was sent or what was sent can be taken back. */
  readonly signal?: AbortSignal | undefined;
}
