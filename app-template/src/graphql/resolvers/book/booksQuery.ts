import { paginateCursor } from "kingpost/graphql";
import { Book } from "../../../entities/Book.ts";
import type { QueryResolvers } from "../types.ts";

export const booksQuery: Pick<QueryResolvers, "books"> = {
  books: (_, args, ctx, info) => paginateCursor(ctx, Book, args, info),
};
