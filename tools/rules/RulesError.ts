// What can go wrong in the coverage check itself.

export type RulesErrorCode =
  | "TESTS_NOT_LISTED"
  | "MUTATION_STALE"
  | "MUTATION_UNCITED"
  | "TOO_FEW_MUTATIONS"
  | "BASELINE_RED";

export class RulesError extends Error {
  override readonly name = "RulesError";
  readonly code: RulesErrorCode;

  constructor(code: RulesErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
