import { deleteEntity } from "kingpost/graphql";
import { DatabaseKey } from "../../../entities/DatabaseKey.ts";
import type { MutationResolvers } from "../types.ts";

export const deleteDatabaseKeyMutation: Pick<MutationResolvers, "deleteDatabaseKey"> = {
  deleteDatabaseKey: async (_, { input }, ctx) => ({
    id: (await deleteEntity(ctx, DatabaseKey, input.id)).idTagged,
  }),
};
