import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Note } from "../Note.ts";

export function newNote(em: EntityManager, opts: FactoryOpts<Note> = {}): DeepNew<Note> {
  return newTestInstance(em, Note, opts, {});
}
