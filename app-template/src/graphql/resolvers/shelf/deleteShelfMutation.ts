import { deleteEntity } from "kingpost/graphql";
import { Shelf } from "../../../entities/Shelf.ts";
import type { MutationResolvers } from "../types.ts";

export const deleteShelfMutation: Pick<MutationResolvers, "deleteShelf"> = {
  deleteShelf: async (_, { id }, ctx) => ({ shelf: await deleteEntity(ctx, Shelf, id) }),
};
