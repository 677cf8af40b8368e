import { saveEntity, type SaveInput } from "kingpost/graphql";
import type { Context } from "../../../context.ts";
import { Review } from "../../../entities/Review.ts";

export async function saveReviewMutation(
  _: unknown,
  { input }: { readonly input: SaveInput<Review> },
  ctx: Context,
): Promise<{ review: Review }> {
  return { review: await saveEntity(ctx, Review, input) };
}
