/**
 * How an em comes to load ahead what it was not told of; given to a driver, or to an em for itself. `LearnedLookAhead` is the one there
 * is: it is no interface for ways of one's own, which would have to work on what is inside of Kingpost.
 * @example
 * const driver = new PostgresDriver(pool, { lookAhead: new LearnedLookAhead() });
 */
export interface LookAhead {
  /** What it came to so far, in all ems that it was given to. */
  readonly counts: LookAheadCounts;
}

/** What was sent ahead of being asked for. */
export interface LookAheadCounts {
  /** Statements that nobody had asked for yet. */
  readonly sent: number;
  /** Those of them whose answers somebody was given. */
  readonly used: number;
  /** Those whose answers nobody was given, or not yet. */
  readonly wasted: number;
}
