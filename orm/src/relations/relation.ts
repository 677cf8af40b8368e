// The members of an entity that have an object of their own: relations, and what is loaded when asked for.
import type { Field } from "../schema/Field.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { Entity } from "../types/Entity.ts";
import { lazyColumnOf } from "./lazyColumnOf.ts";
import { recursiveMembersOf } from "./recursive/recursiveMembersOf.ts";
import { relationOf } from "./relationOf.ts";

/** The relation of an entity by name; what generated getters call. The result's type is the getter's. */
export function relation<R>(entity: Entity, name: string): R {
  const state = BaseEntity.stateOf(entity);
  // Generated code asks for what there is.
  const field = state.meta.fields.get(name) as Exclude<Field, { kind: "primitive" }>;
  switch (field.kind) {
    case "lazy":
      return lazyColumnOf(state, field) as R;
    case "recursive":
      return recursiveMembersOf(state, field) as R;
    default:
      return relationOf(state, field as Parameters<typeof relationOf>[1]) as R;
  }
}
