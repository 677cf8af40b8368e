import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Review } from "../Review.ts";

export function newReview(em: EntityManager, opts: FactoryOpts<Review> = {}): DeepNew<Review> {
  return newTestInstance(em, Review, opts, { rating: 5 });
}
