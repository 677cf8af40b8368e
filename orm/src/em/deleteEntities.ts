// Marks entities as deleted. They are out of every loaded collection at once; the row goes at the next flush.
import { ReadOnlyError } from "../errors/ReadOnlyError.ts";
import { deleteAsConfigured } from "../relations/deleteAsConfigured.ts";
import { markDeleted } from "../relations/markDeleted.ts";
import type { Session } from "../session/Session.ts";
import type { DeleteOptions } from "../types/DeleteOptions.ts";
import type { Entity } from "../types/Entity.ts";
import { ownStates } from "./ownStates.ts";

export function deleteEntities(
  session: Session,
  entities: ReadonlyArray<Entity>,
  { hard = false }: DeleteOptions = {},
): void {
  session.writeGuard.check(undefined);
  const states = ownStates(session, entities);
  const ofView = states.find(({ meta }) => meta.view !== undefined);
  if (ofView !== undefined) throw new ReadOnlyError({ view: ofView.meta.type });
  for (const state of states)
    if (hard) markDeleted(state);
    else deleteAsConfigured(state);
}
