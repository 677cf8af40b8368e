// Makes what a clone planned: first all copies with their values, then what points where, since copies point at each other.
import { ForeignEntityError } from "../errors/ForeignEntityError.ts";
import { EnumCollection } from "../relations/EnumCollection.ts";
import type { ManyToMany } from "../relations/ManyToMany.ts";
import { pointTo, type Target, targetOf } from "../relations/pointTo.ts";
import { relationOf } from "../relations/relationOf.ts";
import type { EnumCollectionField, ManyToManyField, ManyToOneField } from "../schema/Field.ts";
import { memberOf } from "../schema/memberOf.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import { copyState } from "../session/copyState.ts";
import type { EntityState } from "../session/EntityState.ts";
import { setColumn } from "../session/fieldAccess.ts";
import type { Session } from "../session/Session.ts";
import { create } from "./create.ts";
import type { CopyPlan } from "./planClone.ts";

/** Each entity and its copy. `made` has what was made so far, also when this throws. */
export function copyEntities(
  plans: ReadonlyMap<EntityState, CopyPlan>,
  into: Session,
  made: Map<EntityState, EntityState>,
): void {
  for (const [original, plan] of plans) made.set(original, copyOf(original, plan, into));
  for (const [original, { values, memberships }] of plans) {
    const copy = made.get(original)!;
    for (const column of values.keys())
      if (column.kind === "m2o") pointTo(copy, column, targetOfCopy(original, column, copy, made));
    for (const field of memberships) copyMembers(original, field, copy, made);
  }
}

function copyOf({ meta }: EntityState, { values }: CopyPlan, into: Session): EntityState {
  // What is named gets no default, and what has no value has none in the copy.
  const named = Object.fromEntries([...values].map(([column, value]) => [memberOf(column), value]));
  return create(into, meta, named, (copy) => {
    for (const [column, value] of values) {
      into.plugins.beforeSetField?.(copy.entity, memberOf(column), value);
      const own = value === undefined ? value : (column.codec.keep?.(value) ?? value);
      setColumn(copy, column, own, false);
    }
  });
}

/** Where the copy's reference points: at a copy where there is one, else where the original's does. */
function targetOfCopy(
  original: EntityState,
  field: ManyToOneField,
  copy: EntityState,
  made: ReadonlyMap<EntityState, EntityState>,
): Target {
  const target = targetOf(original, field);
  if (target === undefined) return undefined;
  const { otherMeta } = field;
  const found =
    typeof target === "object" ? target : original.session.identityMap.find(otherMeta, target);
  if (found === undefined) return target;
  const own = made.get(found);
  if (own !== undefined) return own;
  // What is deleted reads as unset.
  if (found.isDeleted) return undefined;
  if (found.session === copy.session) return found;
  if (found.isNew) throw new ForeignEntityError({ entity: found.entity, other: copy.entity });
  return copy.session.identityMap.find(otherMeta, found.key!) ?? found.key;
}

function copyMembers(
  original: EntityState,
  field: ManyToManyField | EnumCollectionField,
  copy: EntityState,
  made: ReadonlyMap<EntityState, EntityState>,
): void {
  const from = relationOf(original, field);
  const to = relationOf(copy, field);
  if (from instanceof EnumCollection) {
    (to as EnumCollection).set(from.get);
    return;
  }
  (to as ManyToMany).set(
    (from as ManyToMany).get.map((other) => {
      const state = BaseEntity.stateOf(other);
      return (made.get(state) ?? counterpartOf(state, copy.session)).entity;
    }),
  );
}

/** In another em, a row that is not there yet comes along. */
function counterpartOf(other: EntityState, into: Session): EntityState {
  if (other.session === into) return other;
  if (other.isNew) throw new ForeignEntityError({ entity: other.entity });
  return into.identityMap.find(other.meta, other.key!) ?? copyState(other, into);
}
