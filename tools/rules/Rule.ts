// A rule of the specification as the coverage check sees it.

/** One row of a rule that is a table; any of its names cites it. */
export interface Row {
  readonly names: ReadonlyArray<string>;
}

export interface Rule {
  /** `R-FIND-2` */
  readonly id: string;
  /** `FIND` */
  readonly area: string;
  /** The rows of a rule that is a table; empty for all others. */
  readonly rows: ReadonlyArray<Row>;
}
