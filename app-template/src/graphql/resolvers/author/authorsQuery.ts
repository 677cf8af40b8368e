import { paginateCursor } from "kingpost/graphql";
import { Author } from "../../../entities/Author.ts";
import type { QueryResolvers } from "../types.ts";

export const authorsQuery: Pick<QueryResolvers, "authors"> = {
  authors: (_, args, ctx, info) => paginateCursor(ctx, Author, args, info),
};
