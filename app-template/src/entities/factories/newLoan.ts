import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Loan } from "../Loan.ts";

export function newLoan(em: EntityManager, opts: FactoryOpts<Loan> = {}): DeepNew<Loan> {
  return newTestInstance(em, Loan, opts, {});
}
