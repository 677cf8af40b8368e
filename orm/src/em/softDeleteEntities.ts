// Marks entities as softly deleted, and takes that back. They are out of every loaded collection at once, or back in it.
import { markRestored } from "../relations/markRestored.ts";
import { markSoftlyDeleted } from "../relations/markSoftlyDeleted.ts";
import type { Session } from "../session/Session.ts";
import type { RestoreOptions, SoftDeleteOptions } from "../types/DeleteOptions.ts";
import type { Entity } from "../types/Entity.ts";
import { ownStates } from "./ownStates.ts";

/** @throws InvalidValueError (`INVALID_VALUE`) for an entity that cannot be, EntityDeletedError (`DELETED`) */
export function softDeleteEntities(
  session: Session,
  entities: ReadonlyArray<Entity>,
  { hard = false }: SoftDeleteOptions = {},
): void {
  session.writeGuard.check(undefined);
  const now = new Date();
  for (const state of ownStates(session, entities)) markSoftlyDeleted(state, now, hard);
}

/** @throws InvalidValueError (`INVALID_VALUE`) for an entity that cannot be, EntityDeletedError (`DELETED`) */
export function restoreEntities(
  session: Session,
  entities: ReadonlyArray<Entity>,
  { cascade = false }: RestoreOptions = {},
): void {
  session.writeGuard.check(undefined);
  for (const state of ownStates(session, entities)) markRestored(state, cascade);
}
