// What `changes` tells of a many-to-many.
import type { ManyToManyField } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { CollectionFieldStatus } from "../../types/Changes.ts";
import type { Entity } from "../../types/Entity.ts";
import type { ManyToMany } from "../ManyToMany.ts";
import { relationOf } from "../relationOf.ts";
import { MembersStatus } from "./MembersStatus.ts";

export class ManyToManyStatus
  extends MembersStatus<ManyToManyField, Entity>
  implements CollectionFieldStatus<Entity, "m2m">
{
  readonly kind = "m2m";

  get added(): ReadonlyArray<Entity> {
    const { joinRows } = this.state.session;
    return living(joinRows.addedTo(this.field, this.state));
  }

  get removed(): ReadonlyArray<Entity> {
    const { joinRows } = this.state.session;
    return joinRows.removedFrom(this.field, this.state).map(({ entity }) => entity);
  }

  get originalEntities(): Promise<ReadonlyArray<Entity>> {
    return (relationOf(this.state, this.field) as ManyToMany).loadStored();
  }
}

function living(states: ReadonlyArray<EntityState>): ReadonlyArray<Entity> {
  return states.filter(({ isDeleted }) => !isDeleted).map(({ entity }) => entity);
}
