import { saveEntity } from "kingpost/graphql";
import { TextKey } from "../../../entities/TextKey.ts";
import type { MutationResolvers } from "../types.ts";

export const saveTextKeyMutation: Pick<MutationResolvers, "saveTextKey"> = {
  saveTextKey: async (_, { input }, ctx) => ({ textKey: await saveEntity(ctx, TextKey, input) }),
};
