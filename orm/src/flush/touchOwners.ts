// Entities whose configs say so become part of the flush when a relation of theirs gained or lost a member.
import { targetInMemory } from "../relations/pointTo.ts";
import type { ManyToOneField, RelationField } from "../schema/Field.ts";
import { mapKeyOf } from "../schema/keys.ts";
import type { EntityState } from "../session/EntityState.ts";
import { touch } from "../session/touch.ts";
import type { FlushRun } from "./FlushRun.ts";

export function touchOwners({ session }: FlushRun): void {
  for (const states of [session.created, session.dirty, session.deleted])
    for (const child of states)
      for (const field of child.meta.relations)
        if (field.kind === "m2o")
          for (const owner of owners(child, field)) touchFor(owner, field.otherField);
  for (const { joinTable, added, removed } of session.joinRows.pending) {
    const { first: field } = joinTable;
    for (const { first, second } of [...added, ...removed]) {
      touchFor(first, field);
      touchFor(second, field.otherField);
    }
  }
}

/** Those in memory whose collection has another member since, or one less. */
function owners(child: EntityState, field: ManyToOneField): EntityState[] {
  const isMoved = child.changed?.has(field) === true;
  if (!child.isNew && !child.isDeleted && !isMoved) return [];
  const now = targetInMemory(child, field);
  const key = isMoved ? child.cell(field.index) : undefined;
  const before =
    typeof key === "string"
      ? child.session.identityMap.findByMapKey(field.otherMeta, mapKeyOf(field.otherMeta, key))
      : undefined;
  return [now, before].filter((owner) => owner !== undefined);
}

function touchFor(owner: EntityState, field: RelationField): void {
  if (!owner.isNew && !owner.isDeleted && owner.meta.touching.has(field)) touch(owner);
}
