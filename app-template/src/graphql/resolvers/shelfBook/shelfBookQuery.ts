import { loadWithInfo } from "kingpost/graphql";
import { ShelfBook } from "../../../entities/ShelfBook.ts";
import type { QueryResolvers } from "../types.ts";

export const shelfBookQuery: Pick<QueryResolvers, "shelfBook"> = {
  shelfBook: (_, { id }, ctx, info) => loadWithInfo(ctx, ShelfBook, id, info),
};
