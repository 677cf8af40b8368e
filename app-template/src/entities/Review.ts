import { ReviewCodegen, reviewConfig } from "./codegen/ReviewCodegen.ts";

export class Review extends ReviewCodegen {}

// The database checks this too; the rule says it in words, before anything is written.
reviewConfig.addRule(({ rating }) =>
  rating === undefined || (rating >= 1 && rating <= 5)
    ? undefined
    : { field: "rating", message: "rating is not one to five stars", code: "range" },
);
