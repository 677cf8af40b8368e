import { loadWithInfo } from "kingpost/graphql";
import { Series } from "../../../entities/Series.ts";
import type { QueryResolvers } from "../types.ts";

export const seriesByIdQuery: Pick<QueryResolvers, "seriesById"> = {
  seriesById: (_, { id }, ctx, info) => loadWithInfo(ctx, Series, id, info),
};
