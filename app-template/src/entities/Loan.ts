import { LoanCodegen, loanConfig, loanScope as scope } from "./codegen/LoanCodegen.ts";

export class Loan extends LoanCodegen {
  /** Due before a day: `Loan.dueBefore(today).find(em)`. */
  static dueBefore = scope.fn((day: Date) => ({ dueOn: { lt: day } }));
}

// Across entities: it is asked when a book is lent, when a lent book is moved, and when the shelf that it belongs to changes.
loanConfig.addRule({ shelfBook: { shelf: "isReference" } }, ({ shelfBook }) =>
  shelfBook.get.shelf.get.isReference
    ? { field: "shelfBook", message: "what stands on this shelf is not lent", code: "reference" }
    : undefined,
);
