// Which entity a reference leads to that nobody gave: one that is already there and obviously meant.
import { relationOf } from "../relations/relationOf.ts";
import type { ManyToOneField } from "../schema/Field.ts";
import { isOfType } from "../schema/isOfType.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { FactoryCall } from "./FactoryCall.ts";
import { targetTypeOf } from "./targetTypeOf.ts";

/**
 * One that `use` names, else the latest given to or made by the same call, else the only one of its type in the em. An entity
 * of the reference's own type is guessed only when the reference is required; trees would else grow by themselves.
 */
export function findCandidate(
  call: FactoryCall,
  state: EntityState,
  field: ManyToOneField,
): EntityState | undefined {
  const fits = (other: EntityState): boolean => isCandidate(state, field, other);
  const used = call.used.find(fits);
  if (used !== undefined || (isOfType(state.meta, field.otherMeta) && !isRequired(state, field)))
    return used;
  const seen = call.seen.findLast(fits);
  if (seen !== undefined) return seen;
  const type = targetTypeOf(state, field);
  const all = state.session.identityMap.all.filter(
    (other) => other !== state && isOfType(other.meta, type) && !other.isDeleted,
  );
  return all.length === 1 ? all.find(fits) : undefined;
}

function isCandidate(state: EntityState, field: ManyToOneField, other: EntityState): boolean {
  return (
    other !== state &&
    isOfType(other.meta, targetTypeOf(state, field)) &&
    other.session === state.session &&
    !other.isDeleted &&
    !isTaken(field, other)
  );
}

function isRequired({ meta }: EntityState, field: ManyToOneField): boolean {
  return field.notNull || meta.narrowed.get(field)?.notNull === true;
}

/** The other end of a one-to-one has room for one; what was not loaded may be taken. */
function isTaken({ otherField }: ManyToOneField, other: EntityState): boolean {
  if (otherField.kind !== "o2o") return false;
  const relation = relationOf(other, otherField);
  return !relation.isLoaded || relation.get !== undefined;
}
