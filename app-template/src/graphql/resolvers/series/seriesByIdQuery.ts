import type { GraphQLResolveInfo } from "graphql";
import { loadWithInfo } from "kingpost/graphql";
import type { Context } from "../../../context.ts";
import type { SeriesId } from "../../../entities/codegen/SeriesCodegen.ts";
import { Series } from "../../../entities/Series.ts";

export function seriesByIdQuery(
  _: unknown,
  { id }: { readonly id: SeriesId },
  ctx: Context,
  info: GraphQLResolveInfo,
): Promise<Series> {
  return loadWithInfo(ctx, Series, id, info);
}
