import { saveEntity } from "kingpost/graphql";
import { DatabaseKey } from "../../../entities/DatabaseKey.ts";
import type { MutationResolvers } from "../types.ts";

export const saveDatabaseKeyMutation: Pick<MutationResolvers, "saveDatabaseKey"> = {
  saveDatabaseKey: async (_, { input }, ctx) => ({
    databaseKey: await saveEntity(ctx, DatabaseKey, input),
  }),
};
