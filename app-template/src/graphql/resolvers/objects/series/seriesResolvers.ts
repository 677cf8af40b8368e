import { entityResolver } from "kingpost/graphql";
import { Series } from "../../../../entities/Series.ts";
import type { SeriesResolvers } from "../../types.ts";

export const seriesResolvers: SeriesResolvers = { ...entityResolver(Series) };
