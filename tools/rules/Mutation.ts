// One way to break a rule on purpose, as docs/spec/mutations.json lists them.

export interface Mutation {
  /** The rule or row that the change breaks: `R-FAC-4`, `R-FILT-1/one of`. */
  readonly rule: string;
  /** What is wrong afterwards, in a few words. */
  readonly breaks: string;
  /** The source file, from the root of the workspace. */
  readonly file: string;
  /** A text that stands in the file exactly once … */
  readonly find: string;
  /** … and what stands there instead in the broken program. */
  readonly replace: string;
}
