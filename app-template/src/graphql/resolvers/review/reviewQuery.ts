import type { GraphQLResolveInfo } from "graphql";
import { loadWithInfo } from "kingpost/graphql";
import type { Context } from "../../../context.ts";
import type { ReviewId } from "../../../entities/codegen/ReviewCodegen.ts";
import { Review } from "../../../entities/Review.ts";

export function reviewQuery(
  _: unknown,
  { id }: { readonly id: ReviewId },
  ctx: Context,
  info: GraphQLResolveInfo,
): Promise<Review> {
  return loadWithInfo(ctx, Review, id, info);
}
