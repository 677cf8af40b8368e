import { saveEntity } from "kingpost/graphql";
import { requireSelfOr } from "../../../auth/requireSelfOr.ts";
import { Reader } from "../../../entities/Reader.ts";
import type { MutationResolvers } from "../types.ts";

/** Everybody may become a reader; the address of one that there is belongs to that reader. */
export const saveReaderMutation: Pick<MutationResolvers, "saveReader"> = {
  saveReader: async (_, { input }, ctx) => {
    if (typeof input.id === "string" && "email" in input)
      requireSelfOr("editor", ctx, input.id, "email");
    return { reader: await saveEntity(ctx, Reader, input) };
  },
};
