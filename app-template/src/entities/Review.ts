import { ReviewCodegen, reviewConfig } from "./codegen/ReviewCodegen.ts";

export class Review extends ReviewCodegen {}

/** The channel on which the database tells of reviews that people have added; those of the seed are not worth telling. */
export const reviewAdded = "review_added";

/** What it tells: ids only, since everybody who may connect may listen. */
export interface Added {
  readonly review: string;
  readonly book: string;
}

// A part of the flush: nobody hears of a review that was not committed.
reviewConfig.beforeCreate((review) => {
  if (review.isGenerated) return;
  review.em.notify(reviewAdded, () => {
    const added: Added = { review: review.id, book: review.book.id };
    return JSON.stringify(added);
  });
});

// The database checks this too; the rule says it in words, before anything is written.
reviewConfig.addRule(({ rating }) =>
  rating === undefined || (rating >= 1 && rating <= 5)
    ? undefined
    : { field: "rating", message: "rating is not one to five stars", code: "range" },
);
