import { deleteEntity } from "kingpost/graphql";
import { TextKey } from "../../../entities/TextKey.ts";
import type { MutationResolvers } from "../types.ts";

export const deleteTextKeyMutation: Pick<MutationResolvers, "deleteTextKey"> = {
  deleteTextKey: async (_, { input }, ctx) => ({
    id: (await deleteEntity(ctx, TextKey, input.id)).idTagged,
  }),
};
