import { saveEntity } from "kingpost/graphql";
import { Shelf } from "../../../entities/Shelf.ts";
import type { MutationResolvers } from "../types.ts";

export const saveShelfMutation: Pick<MutationResolvers, "saveShelf"> = {
  saveShelf: async (_, { input }, ctx) => ({ shelf: await saveEntity(ctx, Shelf, input) }),
};
