import { loadWithInfo } from "kingpost/graphql";
import { Author } from "../../../entities/Author.ts";
import type { QueryResolvers } from "../types.ts";

export const authorQuery: Pick<QueryResolvers, "author"> = {
  author: (_, { id }, ctx, info) => loadWithInfo(ctx, Author, id, info),
};
