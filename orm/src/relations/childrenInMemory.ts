// The children in memory that point at a parent whose collection was never loaded: it looks at every entity of their type, which
// only a `set` of such a collection asks for.
import type { OneToManyField, OneToOneField } from "../schema/Field.ts";
import { isOfType } from "../schema/isOfType.ts";
import type { EntityState } from "../session/EntityState.ts";
import { pointsTo } from "./pointTo.ts";

export function childrenInMemory(
  parent: EntityState,
  { otherMeta, otherField }: OneToManyField | OneToOneField,
): EntityState[] {
  const { identityMap } = parent.session;
  return [...identityMap.ofType(otherMeta).values()].filter(
    (state) =>
      isOfType(state.meta, otherMeta) && !state.isDeleted && pointsTo(state, otherField, parent),
  );
}
