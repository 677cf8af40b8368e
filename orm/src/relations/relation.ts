// The members of an entity that are more than a value: relations, and what is loaded when asked for.
import type { LazyColumnField, RecursiveField, RelationField } from "../schema/Field.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { Entity } from "../types/Entity.ts";
import { largeCollectionOf } from "./large/largeCollectionOf.ts";
import { lazyColumnOf } from "./lazyColumnOf.ts";
import { recursiveMembersOf } from "./recursive/recursiveMembersOf.ts";
import { relationOf } from "./relationOf.ts";

/** The relation of an entity by name; what generated getters call. The result's type is the getter's. */
export function relation<R>(entity: Entity, name: string): R {
  const state = BaseEntity.stateOf(entity);
  const field = state.meta.fields.get(name) as RelationField | RecursiveField | LazyColumnField;
  // What was touched before; large collections keep nothing.
  const made = state.relations?.[field.relationIndex];
  if (made !== undefined) return made as R;
  switch (field.kind) {
    case "lazy":
      return lazyColumnOf(state, field) as R;
    case "recursive":
      return recursiveMembersOf(state, field) as R;
    case "o2m":
    case "m2m":
      return (field.isLarge ? largeCollectionOf(state, field) : relationOf(state, field)) as R;
    case "m2o":
    case "poly":
    case "o2o":
    case "m2mEnum":
      return relationOf(state, field) as R;
  }
}
