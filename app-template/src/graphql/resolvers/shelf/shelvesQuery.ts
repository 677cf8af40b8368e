import { paginateCursor } from "kingpost/graphql";
import { Shelf } from "../../../entities/Shelf.ts";
import type { QueryResolvers } from "../types.ts";

export const shelvesQuery: Pick<QueryResolvers, "shelves"> = {
  shelves: (_, args, ctx, info) => paginateCursor(ctx, Shelf, args, info),
};
