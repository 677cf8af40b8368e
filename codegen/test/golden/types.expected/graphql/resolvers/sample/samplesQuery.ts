import { paginateCursor } from "kingpost/graphql";
import { Sample } from "../../../entities/Sample.ts";
import type { QueryResolvers } from "../types.ts";

export const samplesQuery: Pick<QueryResolvers, "samples"> = {
  samples: (_, args, ctx, info) => paginateCursor(ctx, Sample, args, info),
};
