import { entityResolver } from "kingpost/graphql";
import { Loan } from "../../../../entities/Loan.ts";
import type { LoanResolvers } from "../../types.ts";

export const loanResolvers: LoanResolvers = { ...entityResolver(Loan) };
