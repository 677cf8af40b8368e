// Those who listen to entities and to the em hear what was written. All of them do, whatever the others throw.
import { BaseEntity } from "../../../session/BaseEntity.ts";
import type { EntityState } from "../../../session/EntityState.ts";
import type { Session } from "../../../session/Session.ts";
import type { Entity } from "../../../types/Entity.ts";
import type { EntityEvent, EntityEventName } from "../../../types/EntityEvent.ts";
import type { Committed } from "../../Committed.ts";
import type { FlushRun } from "../../FlushRun.ts";
import { newValues } from "../../writtenChanges.ts";

type Changes = EntityEvent["changes"];

/** @throws AggregateError of what listeners threw */
export async function tellListeners({ session, runs }: Committed): Promise<void> {
  const errors: unknown[] = [];
  for (const { written } of runs) {
    if (!session.events.isSilent) errors.push(...(await tellOfEntities(session, written)));
    errors.push(...(await session.events.tell("flush", written)));
  }
  if (errors.length > 0) throw new AggregateError(errors);
}

async function tellOfEntities(
  session: Session,
  { created, updated, deleted }: FlushRun["written"],
): Promise<unknown[]> {
  const errors: unknown[] = [];
  const tell = async (
    event: EntityEventName,
    entity: Entity,
    changesOf: (state: EntityState) => Changes,
  ): Promise<void> => {
    const state = BaseEntity.stateOf(entity);
    const listeners = session.events.listeners(event, state.meta);
    if (listeners.length === 0) return;
    const { em } = session;
    const payload = { entity, em, ctx: em.ctx, changes: changesOf(state) };
    for (const listener of listeners)
      try {
        await listener(payload);
      } catch (error) {
        errors.push(error);
      }
  };
  for (const entity of created) await tell("created", entity, newValues);
  for (const { entity, fields } of updated) {
    await tell("updated", entity, () => fields);
    if (isSoftDelete(entity, fields)) await tell("softDeleted", entity, () => fields);
  }
  for (const entity of deleted) await tell("deleted", entity, () => ({}));
  return errors;
}

/** `deletedAt` was empty, and is not. */
function isSoftDelete(entity: Entity, fields: Changes): boolean {
  const { deletedAt } = BaseEntity.stateOf(entity).meta.timestamps;
  const change = deletedAt === undefined ? undefined : fields[deletedAt.fieldName];
  return change !== undefined && isEmpty(change.from) && !isEmpty(change.to);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === false;
}
