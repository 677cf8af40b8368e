import { loadWithInfo } from "kingpost/graphql";
import { Contribution } from "../../../entities/Contribution.ts";
import type { QueryResolvers } from "../types.ts";

export const contributionQuery: Pick<QueryResolvers, "contribution"> = {
  contribution: (_, { id }, ctx, info) => loadWithInfo(ctx, Contribution, id, info),
};
