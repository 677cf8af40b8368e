import { loadWithInfo } from "kingpost/graphql";
import { Sample } from "../../../entities/Sample.ts";
import type { QueryResolvers } from "../types.ts";

export const sampleQuery: Pick<QueryResolvers, "sample"> = {
  sample: (_, { id }, ctx, info) => loadWithInfo(ctx, Sample, id, info),
};
