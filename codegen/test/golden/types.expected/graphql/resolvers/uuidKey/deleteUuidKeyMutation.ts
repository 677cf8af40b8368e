import { deleteEntity } from "kingpost/graphql";
import { UuidKey } from "../../../entities/UuidKey.ts";
import type { MutationResolvers } from "../types.ts";

export const deleteUuidKeyMutation: Pick<MutationResolvers, "deleteUuidKey"> = {
  deleteUuidKey: async (_, { input }, ctx) => ({
    id: (await deleteEntity(ctx, UuidKey, input.id)).idTagged,
  }),
};
