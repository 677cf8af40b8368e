// What `changes` tells of a one-to-many.
import type { OneToManyField } from "../../schema/Field.ts";
import type { CollectionFieldStatus } from "../../types/Changes.ts";
import type { Entity } from "../../types/Entity.ts";
import type { OneToMany } from "../OneToMany.ts";
import { relationOf } from "../relationOf.ts";
import { childrenThatCame } from "./childrenThatCame.ts";
import { childrenThatLeft } from "./childrenThatLeft.ts";
import { MembersStatus } from "./MembersStatus.ts";

export class OneToManyStatus
  extends MembersStatus<OneToManyField, Entity>
  implements CollectionFieldStatus<Entity, "o2m">
{
  readonly kind = "o2m";

  get added(): ReadonlyArray<Entity> {
    return childrenThatCame(this.state, this.field).map(({ entity }) => entity);
  }

  get removed(): ReadonlyArray<Entity> {
    return childrenThatLeft(this.state, this.field.otherField).map(({ entity }) => entity);
  }

  get originalEntities(): Promise<ReadonlyArray<Entity>> {
    const relation = relationOf(this.state, this.field) as OneToMany;
    return relation.loadStored();
  }
}
