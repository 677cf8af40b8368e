// Watching what a unit of work does.

export interface TraceOptions {
  /**
   * Which sets of fields are printed, and that an entity was made: all (`true`), those of a type (`Author`), some of its fields
   * (`Author.firstName,lastName`), or several of these. A name that ends in `!` stops the debugger at its sets as well.
   */
  readonly fields?: true | string | ReadonlyArray<string>;
  /** Takes each line, without its end; it is written to standard output when nothing is given. */
  readonly print?: (line: string) => void;
}

export interface Trace {
  /** Ends it. */
  stop(): void;
}
