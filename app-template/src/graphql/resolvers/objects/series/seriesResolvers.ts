import { entityResolver } from "kingpost/graphql";
import { Series } from "../../../../entities/Series.ts";

export const seriesResolvers = entityResolver(Series);
