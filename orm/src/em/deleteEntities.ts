// Marks entities as deleted. They are out of every loaded collection at once; the row goes at the next flush.
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
  for (const state of ownStates(session, entities))
    if (hard) markDeleted(state);
    else deleteAsConfigured(state);
}
