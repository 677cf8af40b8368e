import { saveEntity } from "kingpost/graphql";
import { UuidKey } from "../../../entities/UuidKey.ts";
import type { MutationResolvers } from "../types.ts";

export const saveUuidKeyMutation: Pick<MutationResolvers, "saveUuidKey"> = {
  saveUuidKey: async (_, { input }, ctx) => ({ uuidKey: await saveEntity(ctx, UuidKey, input) }),
};
