// Applies the defaults of new entities ahead of the flush, which would.
import { assignNewIds } from "../flush/assignNewIds.ts";
import { ConfigApi } from "../rules/ConfigApi.ts";
import { runDefaults } from "../rules/runDefaults.ts";
import type { Entity } from "../types/Entity.ts";
import { ownStates } from "./ownStates.ts";
import type { UnitOfWork } from "./UnitOfWork.ts";

/** Entities that are not new have none. What fails for want of something is tried again by the flush. */
export async function setDefaults(
  { session, driver }: UnitOfWork,
  entities: ReadonlyArray<Entity>,
): Promise<void> {
  session.writeGuard.check(undefined);
  const states = ownStates(session, entities).filter(
    (state) => session.created.has(state) && !ConfigApi.defaultsOf(state.meta).isEmpty,
  );
  if (states.length === 0) return;
  await runDefaults(states, {
    call: (fn) => fn(),
    assignIds: () => assignNewIds(session, driver),
  });
}
