import { deleteEntity } from "kingpost/graphql";
import { Loan } from "../../../entities/Loan.ts";
import type { MutationResolvers } from "../types.ts";

export const deleteLoanMutation: Pick<MutationResolvers, "deleteLoan"> = {
  deleteLoan: async (_, { id }, ctx) => ({ loan: await deleteEntity(ctx, Loan, id) }),
};
