import { paginateCursor } from "kingpost/graphql";
import { Contribution } from "../../../entities/Contribution.ts";
import type { QueryResolvers } from "../types.ts";

export const contributionsQuery: Pick<QueryResolvers, "contributions"> = {
  contributions: (_, args, ctx, info) => paginateCursor(ctx, Contribution, args, info),
};
