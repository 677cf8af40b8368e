// Where a relation of an entity that is deleted leads, once everything around it was loaded.
import { relatedInMemory } from "../relations/relatedInMemory.ts";
import type { CascadeField } from "../schema/Field.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { FlushRun } from "./FlushRun.ts";

/** Without what is deleted itself. */
export function relatedTo(
  { largeMembers }: FlushRun,
  state: EntityState,
  field: CascadeField,
): EntityState[] {
  const inMemory = relatedInMemory(state, field);
  const large = largeMembers.get(state)?.get(field);
  if (large === undefined) return inMemory;
  return [...new Set([...large, ...inMemory])].filter(({ isDeleted }) => !isDeleted);
}
