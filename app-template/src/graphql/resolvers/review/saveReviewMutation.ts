import { saveEntity } from "kingpost/graphql";
import { Review } from "../../../entities/Review.ts";
import type { MutationResolvers } from "../types.ts";

export const saveReviewMutation: Pick<MutationResolvers, "saveReview"> = {
  saveReview: async (_, { input }, ctx) => ({ review: await saveEntity(ctx, Review, input) }),
};
