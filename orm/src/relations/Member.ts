// What relations and lazy columns have in common: whose they are, and which of the entity's members.
import type { EntityState } from "../session/EntityState.ts";
import type { Entity } from "../types/Entity.ts";

export abstract class Member<F extends { readonly fieldName: string }> {
  readonly state: EntityState;
  readonly field: F;

  constructor(state: EntityState, field: F) {
    this.state = state;
    this.field = field;
  }

  get entity(): Entity {
    return this.state.entity;
  }

  get fieldName(): string {
    return this.field.fieldName;
  }
}
