import { loadWithInfo } from "kingpost/graphql";
import { Book } from "../../../entities/Book.ts";
import { Review } from "../../../entities/Review.ts";
import { reviewsAdded } from "../../subscriptions/reviewsAdded.ts";
import type { SubscriptionResolvers } from "../types.ts";

export const reviewAddedSubscription: Pick<SubscriptionResolvers, "reviewAdded"> = {
  reviewAdded: {
    subscribe: async (_, { bookId }, ctx) => reviewsAdded(await ctx.em.load(Book, bookId), ctx),
    resolve: (id: string, _, ctx, info) => loadWithInfo(ctx, Review, id, info),
  },
};
