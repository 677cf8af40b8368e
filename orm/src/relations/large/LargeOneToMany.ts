// A one-to-many of too many children to be in memory as a whole. Each child knows its parent, so what is asked is asked of it.
import { CallSite } from "../../errors/CallSite.ts";
import type { OneToManyField } from "../../schema/Field.ts";
import { keyOfId, mapKeyOf } from "../../schema/keys.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { checkWritable } from "../../session/fieldAccess.ts";
import type { Entity } from "../../types/Entity.ts";
import type { IdType } from "../../types/Id.ts";
import type { LargeCollection } from "../../types/LargeCollection.ts";
import { checkLoadable } from "../checkLoadable.ts";
import { checkOther } from "../checkOther.ts";
import { pointsTo, pointTo } from "../pointTo.ts";
import { LargeMembers } from "./LargeMembers.ts";

export class LargeOneToMany
  extends LargeMembers<OneToManyField>
  implements LargeCollection<Entity, Entity>
{
  async find(id: IdType): Promise<Entity | undefined> {
    checkLoadable(this.state);
    const { identityMap, ports } = this.state.session;
    const { otherMeta } = this.field;
    const key = keyOfId(otherMeta, id);
    if (identityMap.find(otherMeta, key) === undefined)
      await ports.loadByKey(otherMeta, mapKeyOf(otherMeta, key)).catch(CallSite.rethrow);
    const found = identityMap.find(otherMeta, key);
    return found !== undefined && this.#has(found) ? found.entity : undefined;
  }

  async includes(other: Entity): Promise<boolean> {
    checkLoadable(this.state);
    return this.#has(checkOther(this.state, this.field, other));
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
