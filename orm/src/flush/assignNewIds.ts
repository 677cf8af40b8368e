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
  let type: EntityMeta | undefined;
  let states: EntityState[] = [];
  for (const state of session.created.list) {
    if (state.mapKey !== undefined) continue;
    // All types of a hierarchy take their keys from one place. Entities of a type mostly come in a row.
    const { rootType } = state.meta;
    if (rootType !== type) {
      type = rootType;
      states = byType.get(rootType) ?? [];
      byType.set(rootType, states);
    }
    states.push(state);
  }
  const fromSequence: Array<readonly [sequence: string, states: EntityState[]]> = [];
  for (const [meta, created] of byType) {
    const own = driver.idAssigners?.[meta.type];
    if (own !== undefined)
      give(session, created, await ownKeys(session, meta, own, created.length));
    else if (meta.idGenerator === "sequence") fromSequence.push([meta.sequence!, created]);
    // Nobody knows what the database will make.
    else if (meta.idGenerator !== "database")
      for (const state of created) session.identityMap.setKey(state, makeKey(state, driver));
  }
  if (fromSequence.length === 0) return;
  const requests = fromSequence.map(([sequence, { length }]) => ({ sequence, count: length }));
  const keys = await driver.ids.assign(requests, async (statement) => {
    const [outcome] = await session.executor.execute([statement]);
    if (outcome!.error !== undefined) throw outcome!.error;
    return outcome!.result;
  });
  for (const [at, [, created]] of fromSequence.entries()) give(session, created, keys[at]!);
}

function give(
  { identityMap }: Session,
  states: ReadonlyArray<EntityState>,
  keys: ReadonlyArray<string>,
): void {
  for (let place = 0; place < states.length; place++) {
    const state = states[place]!;
    // An id, once given, stays: another call may have given one while this one waited.
    if (state.mapKey === undefined) identityMap.setKey(state, keys[place]!);
  }
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
