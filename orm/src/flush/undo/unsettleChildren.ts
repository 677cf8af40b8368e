// The collections that came to know of a flush that was rolled back: the database has their children where it had them before.
import { touchedRelationOf } from "../../relations/relationOf.ts";
import type { ManyToOneField } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { Session } from "../../session/Session.ts";
import type { Before } from "./restoreEntity.ts";

/** To be called while the entities still have the rows that were flushed. */
export function unsettleChildren(
  session: Session,
  entities: ReadonlyMap<EntityState, Before>,
): void {
  for (const [state, { row }] of entities)
    for (const field of state.meta.columns) {
      if (field.kind !== "m2o") continue;
      const before = row?.[field.index];
      const after = state.deleted === "flushed" ? undefined : state.row?.[field.index];
      if (before === after) continue;
      unsettle(session, field, after, [state], []);
      unsettle(session, field, before, [], [state]);
    }
}

function unsettle(
  { identityMap }: Session,
  { otherMeta, otherField }: ManyToOneField,
  key: string | null | undefined,
  gone: ReadonlyArray<EntityState>,
  back: ReadonlyArray<EntityState>,
): void {
  if (typeof key !== "string") return;
  const parent = identityMap.find(otherMeta, key);
  if (parent === undefined || ("isLarge" in otherField && otherField.isLarge)) return;
  const relation = touchedRelationOf(parent, otherField);
  if (relation !== undefined && "unsettleMembers" in relation)
    relation.unsettleMembers(new Set(gone), new Set(back));
}
