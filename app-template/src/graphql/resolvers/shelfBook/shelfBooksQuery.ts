import { paginateCursor } from "kingpost/graphql";
import { ShelfBook } from "../../../entities/ShelfBook.ts";
import type { QueryResolvers } from "../types.ts";

export const shelfBooksQuery: Pick<QueryResolvers, "shelfBooks"> = {
  shelfBooks: (_, args, ctx, info) => paginateCursor(ctx, ShelfBook, args, info),
};
