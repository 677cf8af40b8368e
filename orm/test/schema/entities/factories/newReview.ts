import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Review } from "../Review.ts";

export function newReview(em: EntityManager, opts: FactoryOpts<Review> = {}): DeepNew<Review> {
  // A rating is from 1 to 5, which only the table's check knows.
  return newTestInstance(em, Review, opts, { rating: 5 });
}
