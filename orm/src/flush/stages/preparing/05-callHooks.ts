// The hooks of new and changed entities. What they make dirty has its turn in the next round; nobody has one twice.
import { FlushLoopError } from "../../../errors/FlushLoopError.ts";
import { ConfigApi } from "../../../rules/ConfigApi.ts";
import { memberOf } from "../../../schema/memberOf.ts";
import type { EntityState } from "../../../session/EntityState.ts";
import { statesOfTypes } from "../../../session/statesOfTypes.ts";
import { callWritingHooks } from "../../callWritingHooks.ts";
import type { FlushRun } from "../../FlushRun.ts";

const maxRounds = 10;

/** @throws FlushLoopError (`FLUSH_LOOP`) */
export async function callHooks(run: FlushRun): Promise<void> {
  const { session } = run;
  // Most units of work have none.
  if (!session.identityMap.hasType((meta) => !ConfigApi.hooksOf(meta).isEmpty)) return;
  const created = takeNew(run, session.created);
  const updated = takeNew(run, session.dirty);
  if (created.length + updated.length === 0) return;
  if (run.round > maxRounds) throw loopError([...created, ...updated]);
  const isNew = (state: EntityState): boolean => session.created.has(state);
  const isChanged = (state: EntityState): boolean => session.dirty.has(state);
  await callWritingHooks(run, { kind: "beforeCreate", states: created, isConcerned: isNew });
  await callWritingHooks(run, { kind: "beforeUpdate", states: updated, isConcerned: isChanged });
  await callWritingHooks(run, {
    kind: "beforeFlush",
    states: [...created, ...updated],
    isConcerned: (state) => isNew(state) || isChanged(state),
  });
}

/** Those that have hooks, and had no turn yet. */
function takeNew({ hooked }: FlushRun, states: Iterable<EntityState>): EntityState[] {
  const taken = statesOfTypes(states, (meta) => !ConfigApi.hooksOf(meta).isEmpty).filter(
    (state) => !hooked.has(state),
  );
  for (const state of taken) hooked.add(state);
  return taken;
}

function loopError(states: ReadonlyArray<EntityState>): FlushLoopError {
  return new FlushLoopError({
    rounds: maxRounds,
    changing: states.map(({ entity, changed }) => ({
      entity,
      fields: [...new Set([...(changed ?? [])].map(memberOf))],
    })),
  });
}
