import { saveEntity } from "kingpost/graphql";
import { Note } from "../../../entities/Note.ts";
import type { MutationResolvers } from "../types.ts";

export const saveNoteMutation: Pick<MutationResolvers, "saveNote"> = {
  saveNote: async (_, { input }, ctx) => ({ note: await saveEntity(ctx, Note, input) }),
};
