import { paginateCursor } from "kingpost/graphql";
import { Review } from "../../../entities/Review.ts";
import type { QueryResolvers } from "../types.ts";

export const reviewsQuery: Pick<QueryResolvers, "reviews"> = {
  reviews: (_, args, ctx, info) => paginateCursor(ctx, Review, args, info),
};
