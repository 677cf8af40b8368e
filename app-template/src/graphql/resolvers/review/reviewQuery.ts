import type { Context } from "../../../context.ts";
import type { ReviewId } from "../../../entities/codegen/ReviewCodegen.ts";
import { Review } from "../../../entities/Review.ts";

export function reviewQuery(
  _: unknown,
  { id }: { readonly id: ReviewId },
  { em }: Context,
): Promise<Review> {
  return em.load(Review, id);
}
