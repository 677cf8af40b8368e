// Gives an id to each new entity that has none: from its table's sequence, or a uuid made here.
import { randomUUID } from "node:crypto";
import type { Driver } from "../driver/Driver.ts";
import { NoIdError } from "../errors/NoIdError.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { EntityState } from "../session/EntityState.ts";
import { ownKeys } from "../session/ownKeys.ts";
import type { Session } from "../session/Session.ts";

/** @throws NoIdError (`NO_ID`) for an entity whose id the application must give */
export async function assignNewIds(session: Session, driver: Driver): Promise<void> {
  // References that were known by the entity are known by its key from here on.
  session.changes++;
  const byType = new Map<EntityMeta, EntityState[]>();
  for (const state of session.created) {
    if (state.key !== undefined) continue;
    // All types of a hierarchy take their keys from one place.
    const { rootType } = state.meta;
    // Nobody knows what the database will make.
    if (rootType.idGenerator === "database" && driver.idAssigners?.[rootType.type] === undefined)
      continue;
    const states = byType.get(rootType);
    if (states === undefined) byType.set(rootType, [state]);
    else states.push(state);
  }
  const fromSequence: Array<readonly [sequence: string, states: EntityState[]]> = [];
  for (const [meta, states] of byType) {
    const own = driver.idAssigners?.[meta.type];
    if (own !== undefined) give(session, states, await ownKeys(session, meta, own, states.length));
    else if (meta.idGenerator === "sequence") fromSequence.push([meta.sequence!, states]);
    else for (const state of states) session.identityMap.setKey(state, makeKey(state, driver));
  }
  if (fromSequence.length === 0) return;
  const requests = fromSequence.map(([sequence, { length }]) => ({ sequence, count: length }));
  const keys = await driver.ids.assign(requests, async (statement) => {
    const [outcome] = await session.executor.execute([statement]);
    if (outcome!.error !== undefined) throw outcome!.error;
    return outcome!.result;
  });
  for (const [at, [, states]] of fromSequence.entries()) give(session, states, keys[at]!);
}

function give(
  { identityMap }: Session,
  states: ReadonlyArray<EntityState>,
  keys: ReadonlyArray<string>,
): void {
  for (const [place, state] of states.entries())
    // An id, once given, stays: another call may have given one while this one waited.
    if (state.key === undefined) identityMap.setKey(state, keys[place]!);
}

function makeKey(state: EntityState, driver: Driver): string {
  switch (state.meta.idGenerator) {
    case "uuid7":
      return driver.ids.uuidV7();
    case "uuid4":
      return randomUUID();
    default:
      throw new NoIdError({ entity: state.entity });
  }
}
