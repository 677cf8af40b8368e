// The relation objects of an entity: made when first asked for, one per member.
import type { RelationField } from "../schema/Field.ts";
import type { EntityState } from "../session/EntityState.ts";
import { slotsOf } from "../session/slots.ts";
import { EnumCollection } from "./EnumCollection.ts";
import { ManyToMany } from "./ManyToMany.ts";
import { ManyToOne } from "./ManyToOne.ts";
import { OneToMany } from "./OneToMany.ts";
import { OneToOne } from "./OneToOne.ts";
import { Polymorphic } from "./Polymorphic.ts";

export type AnyRelation =
  | ManyToOne
  | Polymorphic
  | OneToMany
  | OneToOne
  | ManyToMany
  | EnumCollection;

/** The relation of a field, made if this is the first touch. */
export function relationOf(state: EntityState, field: RelationField): AnyRelation {
  return (slotsOf(state)[field.relationIndex] ??= make(state, field)) as AnyRelation;
}

/** The relation of a field, if somebody has touched it. */
export function touchedRelationOf(
  state: EntityState,
  field: RelationField,
): AnyRelation | undefined {
  return state.relations?.[field.relationIndex] as AnyRelation | undefined;
}

function make(state: EntityState, field: RelationField): AnyRelation {
  switch (field.kind) {
    case "m2o":
      return new ManyToOne(state, field);
    case "poly":
      return new Polymorphic(state, field);
    case "o2m":
      return new OneToMany(state, field);
    case "o2o":
      return new OneToOne(state, field);
    case "m2m":
      return new ManyToMany(state, field);
    case "m2mEnum":
      return new EnumCollection(state, field);
  }
}
