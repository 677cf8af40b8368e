import { loadWithInfo } from "kingpost/graphql";
import { Library } from "../../../entities/Library.ts";
import type { QueryResolvers } from "../types.ts";

export const libraryQuery: Pick<QueryResolvers, "library"> = {
  library: (_, { id }, ctx, info) => loadWithInfo(ctx, Library, id, info),
};
