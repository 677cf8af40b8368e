import type { Context } from "../../../context.ts";
import { Review } from "../../../entities/Review.ts";
import { saveEntity, type SaveInput } from "../../saveEntity.ts";

export async function saveReviewMutation(
  _: unknown,
  { input }: { readonly input: SaveInput },
  ctx: Context,
): Promise<{ review: Review }> {
  return { review: await saveEntity(ctx, Review, input) };
}
