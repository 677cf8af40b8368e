import { loadWithInfo } from "kingpost/graphql";
import { Note } from "../../../entities/Note.ts";
import type { QueryResolvers } from "../types.ts";

export const noteQuery: Pick<QueryResolvers, "note"> = {
  note: (_, { id }, ctx, info) => loadWithInfo(ctx, Note, id, info),
};
