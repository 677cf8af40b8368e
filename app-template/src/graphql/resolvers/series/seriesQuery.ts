import type { GraphQLResolveInfo } from "graphql";
import { type CursorArgs, type CursorPage, paginateCursor } from "kingpost/graphql";
import type { Context } from "../../../context.ts";
import { Series } from "../../../entities/Series.ts";

export function seriesQuery(
  _: unknown,
  args: CursorArgs,
  ctx: Context,
  info: GraphQLResolveInfo,
): Promise<CursorPage<Series>> {
  return paginateCursor(ctx, Series, args, info);
}
