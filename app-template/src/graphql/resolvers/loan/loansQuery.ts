import { paginateCursor } from "kingpost/graphql";
import { Loan } from "../../../entities/Loan.ts";
import type { QueryResolvers } from "../types.ts";

export const loansQuery: Pick<QueryResolvers, "loans"> = {
  loans: (_, args, ctx, info) => paginateCursor(ctx, Loan, args, info),
};
