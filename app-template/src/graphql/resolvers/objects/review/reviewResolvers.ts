import { entityResolver } from "kingpost/graphql";
import { Review } from "../../../../entities/Review.ts";
import type { ReviewResolvers } from "../../types.ts";

export const reviewResolvers: ReviewResolvers = { ...entityResolver(Review) };
