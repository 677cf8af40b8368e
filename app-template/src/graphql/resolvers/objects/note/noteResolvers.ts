import { entityResolver } from "kingpost/graphql";
import { Note } from "../../../../entities/Note.ts";
import type { NoteResolvers } from "../../types.ts";

export const noteResolvers: NoteResolvers = { ...entityResolver(Note) };
