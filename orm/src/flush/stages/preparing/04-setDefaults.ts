// The defaults of new entities that depend on what their hints name, and those that had to wait for something. A field that has a value
// by then, or was said to have none, is left alone.
import { ConfigApi } from "../../../rules/ConfigApi.ts";
import { runDefaults } from "../../../rules/runDefaults.ts";
import type { EntityMeta } from "../../../schema/EntityMeta.ts";
import type { EntityState } from "../../../session/EntityState.ts";
import { statesOfTypes } from "../../../session/statesOfTypes.ts";
import { assignNewIds } from "../../assignNewIds.ts";
import type { FlushRun } from "../../FlushRun.ts";

export async function setDefaults(run: FlushRun): Promise<void> {
  const { session, driver } = run;
  const states = takeNew(run);
  if (states.length === 0) return;
  const heldBack = await runDefaults(states, {
    call(fn) {
      run.hasNews = true;
      return session.writeGuard.letWrite(fn);
    },
    assignIds: () => assignNewIds(session, driver),
  });
  run.heldBack.push(...heldBack);
}

/** Those that have defaults, and had no turn yet. */
function takeNew({ session, defaulted }: FlushRun): EntityState[] {
  if (!session.identityMap.hasType(hasDefaults)) return [];
  const taken = statesOfTypes(session.created, hasDefaults).filter(
    (state) => !defaulted.has(state),
  );
  for (const state of taken) defaulted.add(state);
  return taken;
}

function hasDefaults(meta: EntityMeta): boolean {
  return !ConfigApi.defaultsOf(meta).isEmpty;
}
