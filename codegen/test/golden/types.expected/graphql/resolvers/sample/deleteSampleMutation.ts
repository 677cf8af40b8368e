import { deleteEntity } from "kingpost/graphql";
import { Sample } from "../../../entities/Sample.ts";
import type { MutationResolvers } from "../types.ts";

export const deleteSampleMutation: Pick<MutationResolvers, "deleteSample"> = {
  deleteSample: async (_, { input }, ctx) => ({
    id: (await deleteEntity(ctx, Sample, input.id)).idTagged,
  }),
};
