import { deleteEntity } from "kingpost/graphql";
import { OwnKey } from "../../../entities/OwnKey.ts";
import type { MutationResolvers } from "../types.ts";

export const deleteOwnKeyMutation: Pick<MutationResolvers, "deleteOwnKey"> = {
  deleteOwnKey: async (_, { input }, ctx) => ({
    id: (await deleteEntity(ctx, OwnKey, input.id)).idTagged,
  }),
};
