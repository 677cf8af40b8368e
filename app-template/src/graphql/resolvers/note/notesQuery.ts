import { paginateCursor } from "kingpost/graphql";
import { Note } from "../../../entities/Note.ts";
import type { QueryResolvers } from "../types.ts";

export const notesQuery: Pick<QueryResolvers, "notes"> = {
  notes: (_, args, ctx, info) => paginateCursor(ctx, Note, args, info),
};
