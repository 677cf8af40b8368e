// A one-to-many of too many children to be in memory as a whole. Each child knows its parent, so what is asked is asked of it.
import type { OneToManyField } from "../../schema/Field.ts";
import { keyOfId } from "../../schema/keys.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { checkWritable } from "../../session/fieldAccess.ts";
import type { Entity } from "../../types/Entity.ts";
import type { IdType } from "../../types/Id.ts";
import type { LargeCollection } from "../../types/relations.ts";
import { checkLoadable } from "../checkLoadable.ts";
import { checkOther } from "../checkOther.ts";
import { pointsTo, pointTo } from "../pointTo.ts";

export class LargeOneToMany implements LargeCollection<Entity, Entity> {
  readonly state: EntityState;
  readonly field: OneToManyField;

  constructor(state: EntityState, field: OneToManyField) {
    this.state = state;
    this.field = field;
  }

  get entity(): Entity {
    return this.state.entity;
  }

  get fieldName(): string {
    return this.field.fieldName;
  }

  async find(id: IdType): Promise<Entity | undefined> {
    checkLoadable(this.state);
    const { session } = this.state;
    const { otherMeta } = this.field;
    const key = keyOfId(otherMeta, id);
    const found =
      session.identityMap.find(otherMeta, key) ?? (await session.ports.loadByKey(otherMeta, key));
    return found !== undefined && this.#has(found) ? found.entity : undefined;
  }

  async includes(other: Entity): Promise<boolean> {
    checkLoadable(this.state);
    return this.#has(checkOther(this.state, this.field, other));
  }

  async count(where?: object): Promise<number> {
    checkLoadable(this.state);
    return this.state.session.ports.countMembers(this.state, this.field, where);
  }

  add(other: Entity): void {
    checkWritable(this.state);
    pointTo(checkOther(this.state, this.field, other), this.field.otherField, this.state);
  }

  remove(other: Entity): void {
    checkWritable(this.state);
    const child = checkOther(this.state, this.field, other);
    if (pointsTo(child, this.field.otherField, this.state))
      pointTo(child, this.field.otherField, undefined);
  }

  #has(child: EntityState): boolean {
    return !child.isDeleted && pointsTo(child, this.field.otherField, this.state);
  }
}
