/** A call by which the file of an entity says what must hold, or what happens when. */
export interface RuleSource {
  /** The name of the called method: `addRule`, `beforeFlush`. */
  readonly method: string;
  /** The first argument where it is a field, a hint or a rule made by a call; without it the rule is a function. */
  readonly about: string | undefined;
  /** The comment before it. */
  readonly comment: string | undefined;
}
