// The children that the database has at a parent and that were pointed elsewhere or deleted since, as far as they are in memory.
// What changed is asked, not what is loaded, so that it is known of collections that never were loaded too.
import type { ManyToOneField } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { pointsTo } from "../pointTo.ts";

export function childrenThatLeft(parent: EntityState, field: ManyToOneField): EntityState[] {
  const { key, session } = parent;
  if (parent.isNew || key === undefined) return [];
  const wasHere = (child: EntityState): boolean => child.row?.[field.index] === key;
  const left: EntityState[] = [];
  for (const child of session.dirty)
    if (child.changed?.has(field) && wasHere(child) && !pointsTo(child, field, parent))
      left.push(child);
  for (const child of session.deleted)
    if (child.meta.columns[field.index] === field && wasHere(child)) left.push(child);
  return left.toSorted((a, b) => a.order - b.order);
}
