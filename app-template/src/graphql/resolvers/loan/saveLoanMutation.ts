import { saveEntity } from "kingpost/graphql";
import { Loan } from "../../../entities/Loan.ts";
import type { MutationResolvers } from "../types.ts";

export const saveLoanMutation: Pick<MutationResolvers, "saveLoan"> = {
  saveLoan: async (_, { input }, ctx) => ({ loan: await saveEntity(ctx, Loan, input) }),
};
