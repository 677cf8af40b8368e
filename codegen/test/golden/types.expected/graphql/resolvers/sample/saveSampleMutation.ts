import { saveEntity } from "kingpost/graphql";
import { Sample } from "../../../entities/Sample.ts";
import type { MutationResolvers } from "../types.ts";

export const saveSampleMutation: Pick<MutationResolvers, "saveSample"> = {
  saveSample: async (_, { input }, ctx) => ({ sample: await saveEntity(ctx, Sample, input) }),
};
