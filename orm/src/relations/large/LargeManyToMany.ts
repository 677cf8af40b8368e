// A many-to-many of too many members to be in memory as a whole. What was added and removed stands in the session; about all
// else the join table is asked.
import { CallSite } from "../../errors/CallSite.ts";
import { EntityDeletedError } from "../../errors/EntityDeletedError.ts";
import type { ManyToManyField } from "../../schema/Field.ts";
import { keyOfId } from "../../schema/keys.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { checkWritable } from "../../session/fieldAccess.ts";
import type { Entity } from "../../types/Entity.ts";
import type { IdType } from "../../types/Id.ts";
import type { LargeCollection } from "../../types/LargeCollection.ts";
import { checkLoadable } from "../checkLoadable.ts";
import { checkOther } from "../checkOther.ts";
import { LargeMembers } from "./LargeMembers.ts";

export class LargeManyToMany
  extends LargeMembers<ManyToManyField>
  implements LargeCollection<Entity, Entity>
{
  async find(id: IdType): Promise<Entity | undefined> {
    checkLoadable(this.state);
    const { state, field } = this;
    const { identityMap, ports } = state.session;
    const key = keyOfId(field.otherMeta, id);
    const known = identityMap.find(field.otherMeta, key);
    const isMember = known === undefined ? undefined : this.#isPending(known);
    if (isMember === false || known?.isDeleted === true) return undefined;
    if (isMember === true) return known!.entity;
    if (state.isNew) return undefined;
    const isStored = await ports
      .hasMember(state, field, key, known === undefined)
      .catch(CallSite.rethrow);
    const found = known ?? identityMap.find(field.otherMeta, key);
    if (found === undefined || found.isDeleted) return undefined;
    // Added or removed while it waited: that is what counts.
    return (this.#isPending(found) ?? isStored) ? found.entity : undefined;
  }

  async includes(other: Entity): Promise<boolean> {
    return this.#includes(checkOther(this.state, this.field, other));
  }

  /** @throws EntityDeletedError (`DELETED`) */
  add(other: Entity): void {
    checkWritable(this.state);
    const otherState = checkOther(this.state, this.field, other);
    if (otherState.isDeleted) throw new EntityDeletedError({ entity: other });
    const { session } = this.state;
    session.joinRows.add(this.field, this.state, otherState, this.#isStored(otherState));
    for (const trace of session.events.traces)
      trace.changed(this.state, this.fieldName, "+", otherState);
    session.revision++;
  }

  remove(other: Entity): void {
    checkWritable(this.state);
    const otherState = checkOther(this.state, this.field, other);
    const { session } = this.state;
    session.joinRows.remove(this.field, this.state, otherState, this.#isStored(otherState));
    for (const trace of session.events.traces)
      trace.changed(this.state, this.fieldName, "-", otherState);
    session.revision++;
  }

  async #includes(other: EntityState): Promise<boolean> {
    checkLoadable(this.state);
    if (other.isDeleted) return false;
    const isPending = this.#isPending(other);
    if (isPending !== undefined) return isPending;
    if (this.state.isNew || other.isNew) return false;
    const isStored = await this.state.session.ports
      .hasMember(this.state, this.field, other.key!, false)
      .catch(CallSite.rethrow);
    return this.#isPending(other) ?? (isStored && !other.isDeleted);
  }

  /** Whether the pair is added or removed; `undefined` when it is neither. */
  #isPending(other: EntityState): boolean | undefined {
    const { joinRows } = this.state.session;
    if (joinRows.isAdded(this.field, this.state, other)) return true;
    return joinRows.isRemoved(this.field, this.state, other) ? false : undefined;
  }

  /** The database has no row of what it does not have itself; of all else nothing is known here. */
  #isStored(other: EntityState): false | undefined {
    return this.state.isNew || other.isNew ? false : undefined;
  }
}
