import { loadWithInfo } from "kingpost/graphql";
import { Loan } from "../../../entities/Loan.ts";
import type { QueryResolvers } from "../types.ts";

export const loanQuery: Pick<QueryResolvers, "loan"> = {
  loan: (_, { id }, ctx, info) => loadWithInfo(ctx, Loan, id, info),
};
