import { loadWithInfo } from "kingpost/graphql";
import { Book } from "../../../entities/Book.ts";
import type { QueryResolvers } from "../types.ts";

export const bookQuery: Pick<QueryResolvers, "book"> = {
  book: (_, { id }, ctx, info) => loadWithInfo(ctx, Book, id, info),
};
