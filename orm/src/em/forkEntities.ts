// Copies everything that one unit of work holds into a new one. Rows are shared, since they never change; what was decoded from them
// is decoded anew when it is asked for.
import { handWrittenOf } from "../relations/derived/handWrittenOf.ts";
import type { HandWritten } from "../relations/derived/MemberDefinition.ts";
import { relationOf, touchedRelationOf } from "../relations/relationOf.ts";
import type { CounterpartOf } from "../session/counterpartsIn.ts";
import { EntityState, unread } from "../session/EntityState.ts";
import { valuesOf } from "../session/fieldAccess.ts";
import { makeObject } from "../session/hydrate.ts";
import type { Session } from "../session/Session.ts";
import { handWrittenSlot } from "../session/slots.ts";

/** Where the entities of `from` have their counterparts in `to`, which is empty so far. */
export function forkEntities(from: Session, to: Session): CounterpartOf {
  const counterparts = new Map<EntityState, EntityState>();
  const counterpartOf: CounterpartOf = (original) => {
    const known = counterparts.get(original);
    if (known !== undefined) return known;
    // A collection may show what its em has let go of.
    const row =
      original.mapKey === undefined
        ? undefined
        : to.identityMap.findByMapKey(original.meta, original.mapKey);
    const made = row ?? counterpartIn(to, original);
    counterparts.set(original, made);
    return made;
  };
  for (const original of from.identityMap.all)
    counterparts.set(original, counterpartIn(to, original));
  for (const original of from.identityMap.all) {
    const copy = counterpartOf(original);
    takeValues(original, copy, counterpartOf);
    takeRelations(original, copy, counterpartOf);
  }
  return counterpartOf;
}

function counterpartIn(to: Session, original: EntityState): EntityState {
  const copy = original.sharedWith(to.identityMap.group(to, original.meta));
  if (original.number > 0) copy.number = original.number;
  if (original.isDeleted) copy.deleted = original.deleted;
  to.identityMap.adopt(copy, original.isKeyed);
  makeObject(copy);
  return copy;
}

/** What the row does not say: the values of new entities, and what was set and not flushed. */
function takeValues(
  { values, changed, isNew, meta }: EntityState,
  copy: EntityState,
  counterpartOf: CounterpartOf,
): void {
  if (values === undefined || !(isNew || (changed !== undefined && changed.size > 0))) return;
  for (const column of isNew ? meta.allColumns : changed!) {
    const value = values[column.index];
    if (value === unread) continue;
    if (value instanceof EntityState) valuesOf(copy)[column.index] = counterpartOf(value);
    else
      valuesOf(copy)[column.index] =
        value === undefined ? undefined : (column.codec.keep?.(value) ?? value);
  }
  if (changed !== undefined && changed.size > 0) copy.changed = new Set(changed);
}

/** What a relation remembers; a reference remembers nothing. */
interface Remembering {
  takeOver(from: unknown, counterpartOf: CounterpartOf): void;
}

function takeRelations(
  original: EntityState,
  copy: EntityState,
  counterpartOf: CounterpartOf,
): void {
  if (original.relations === undefined) return;
  const { relations, members } = original.meta;
  for (const field of relations) {
    const from = touchedRelationOf(original, field);
    if (from !== undefined && "takeOver" in from)
      (relationOf(copy, field) as Remembering).takeOver(from, counterpartOf);
  }
  for (const member of members.values()) {
    if (member.kind !== "handWritten") continue;
    const from = original.relations[handWrittenSlot(original, member.memberIndex)];
    if (from !== undefined)
      handWrittenOf(copy, member).takeOver?.(from as HandWritten, counterpartOf);
  }
}
