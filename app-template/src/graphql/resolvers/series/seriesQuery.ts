import { paginateCursor } from "kingpost/graphql";
import { Series } from "../../../entities/Series.ts";
import type { QueryResolvers } from "../types.ts";

export const seriesQuery: Pick<QueryResolvers, "series"> = {
  series: (_, args, ctx, info) => paginateCursor(ctx, Series, args, info),
};
