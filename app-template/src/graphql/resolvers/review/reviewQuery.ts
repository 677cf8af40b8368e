import { loadWithInfo } from "kingpost/graphql";
import { Review } from "../../../entities/Review.ts";
import type { QueryResolvers } from "../types.ts";

export const reviewQuery: Pick<QueryResolvers, "review"> = {
  review: (_, { id }, ctx, info) => loadWithInfo(ctx, Review, id, info),
};
