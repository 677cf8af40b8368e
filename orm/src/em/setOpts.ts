// Sets members by name, as `em.create` and `entity.set` do. Keys may come from outside: each is looked up, nothing else.
import { EntityDeletedError } from "../errors/EntityDeletedError.ts";
import { InvalidValueError } from "../errors/InvalidValueError.ts";
import { checkOther, checkPolymorphicOther } from "../relations/checkOther.ts";
import type { ManyToMany } from "../relations/ManyToMany.ts";
import { ManyToOne } from "../relations/ManyToOne.ts";
import type { OneToMany } from "../relations/OneToMany.ts";
import { OneToOne } from "../relations/OneToOne.ts";
import { pointTo } from "../relations/pointTo.ts";
import type { Polymorphic } from "../relations/Polymorphic.ts";
import { relationOf } from "../relations/relationOf.ts";
import type { PolymorphicField } from "../schema/Field.ts";
import { isRelationField } from "../schema/isRelationField.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";
import { writeColumn } from "../session/fieldAccess.ts";
import type { Entity } from "../types/Entity.ts";
import type { IdType } from "../types/Id.ts";
import { isReference, type MembersField, type ReferenceField, settable } from "./settable.ts";

/** `null` and `undefined` unset. @throws UnknownFieldError (`UNKNOWN_FIELD`), DerivedMemberError (`DERIVED`), ImmutableFieldError (`IMMUTABLE`), InvalidValueError (`INVALID_VALUE`) */
export function setOpts(state: EntityState, opts: object): void {
  const values = opts as Readonly<Record<string, unknown>>;
  // All keys are looked at before the first is set.
  const named = Object.keys(opts).map((key) => settable(state, key));
  const references: ReferenceField[] = [];
  const others: MembersField[] = [];
  let hasSetters = false;
  // Values are refused more often than relations are: columns first, so that a refused one has changed no other entity.
  for (const field of named)
    if (typeof field === "string") hasSetters = true;
    else if (!isRelationField(field)) writeColumn(state, field, values[field.fieldName]);
    else if (isReference(field)) references.push(field);
    else others.push(field);
  // Nor has a refused member of a collection.
  for (const field of others) checkMembers(state, field, values[field.fieldName]);
  for (const field of references) setReference(state, field, values[field.fieldName]);
  for (const field of others) setMembers(state, field, values[field.fieldName]);
  // What the class does with a value may build upon all the others.
  if (!hasSetters) return;
  const { entity } = state;
  for (const name of named) if (typeof name === "string") Reflect.set(entity, name, values[name]);
}

/** @throws as `setOpts` */
export function checkMembers(state: EntityState, field: MembersField, value: unknown): void {
  if (value === null || value === undefined) return;
  const { entity } = state;
  const isList = Array.isArray(value);
  if (field.kind === "m2mEnum") {
    const refused = isList ? value.map((code: unknown) => field.codec.refuse(code)) : [];
    const reason = isList ? refused.find((each) => each !== undefined) : "is not a list of codes";
    if (reason !== undefined)
      throw new InvalidValueError({ entity, field: field.fieldName, reason });
    return;
  }
  if (field.kind !== "o2o" && !isList)
    throw new InvalidValueError({
      entity,
      field: field.fieldName,
      reason: "is not a list of entities",
    });
  for (const member of Array.isArray(value) ? (value as unknown[]) : [value]) {
    const other = checkOther(state, field, member);
    if (other.isDeleted) throw new EntityDeletedError({ entity: other.entity });
  }
}

/** @throws as `setOpts` */
export function setReference(state: EntityState, field: ReferenceField, value: unknown): void {
  if (field.kind === "poly") setPolymorphic(state, field, value);
  else if (value === null || value === undefined) pointTo(state, field, undefined);
  // Without making the relation's object, which most new entities never need.
  else if (BaseEntity.isEntity(value)) pointTo(state, field, checkOther(state, field, value));
  else new ManyToOne(state, field).id = value as IdType;
}

function setPolymorphic(state: EntityState, field: PolymorphicField, value: unknown): void {
  if (BaseEntity.isEntity(value)) pointTo(state, ...checkPolymorphicOther(state, field, value));
  else (relationOf(state, field) as Polymorphic).id = (value ?? undefined) as IdType | undefined;
}

/** @throws as `setOpts` */
export function setMembers(state: EntityState, field: MembersField, value: unknown): void {
  const relation = relationOf(state, field);
  if (relation instanceof OneToOne) {
    relation.set((value ?? undefined) as Entity | undefined);
    return;
  }
  (relation as OneToMany | ManyToMany).set((value ?? []) as Entity[]);
}
