import { saveEntity } from "kingpost/graphql";
import { OwnKey } from "../../../entities/OwnKey.ts";
import type { MutationResolvers } from "../types.ts";

export const saveOwnKeyMutation: Pick<MutationResolvers, "saveOwnKey"> = {
  saveOwnKey: async (_, { input }, ctx) => ({ ownKey: await saveEntity(ctx, OwnKey, input) }),
};
