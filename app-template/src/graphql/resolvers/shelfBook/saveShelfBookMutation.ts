import { saveEntity } from "kingpost/graphql";
import { ShelfBook } from "../../../entities/ShelfBook.ts";
import type { MutationResolvers } from "../types.ts";

export const saveShelfBookMutation: Pick<MutationResolvers, "saveShelfBook"> = {
  saveShelfBook: async (_, { input }, ctx) => ({
    shelfBook: await saveEntity(ctx, ShelfBook, input),
  }),
};
