import { entityResolver } from "kingpost/graphql";
import { Review } from "../../../../entities/Review.ts";

export const reviewResolvers = entityResolver(Review);
