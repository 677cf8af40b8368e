// A figure that cannot be measured.

export class BudgetError extends Error {
  override readonly name = "BudgetError";
  readonly code = "BUDGET";
}
