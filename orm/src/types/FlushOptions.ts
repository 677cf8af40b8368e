// How a flush is done.

export interface FlushOptions {
  /** Asks no rules, neither before anything is sent nor before COMMIT. Hooks run, and the database checks what it checks. */
  readonly skipValidation?: boolean;
}
