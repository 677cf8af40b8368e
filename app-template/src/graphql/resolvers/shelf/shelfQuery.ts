import { loadWithInfo } from "kingpost/graphql";
import { Shelf } from "../../../entities/Shelf.ts";
import type { QueryResolvers } from "../types.ts";

export const shelfQuery: Pick<QueryResolvers, "shelf"> = {
  shelf: (_, { id }, ctx, info) => loadWithInfo(ctx, Shelf, id, info),
};
