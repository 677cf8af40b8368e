// Lets go of everything that an entity manager holds.
import { PendingChangesError } from "../errors/PendingChangesError.ts";
import { WriteDuringFlushError } from "../errors/WriteDuringFlushError.ts";
import { pendingChanges } from "./pendingChanges.ts";
import { UnitOfWork } from "./UnitOfWork.ts";

/**
 * A new unit of work in place of the old one, whose entities are detached by that: they keep their session, which the em has
 * forgotten.
 * @throws PendingChangesError (`PENDING_CHANGES`), WriteDuringFlushError (`WRITE_DURING_FLUSH`)
 */
export function clear(
  { session, loader, settings, lsn }: UnitOfWork,
  discardChanges: boolean,
): UnitOfWork {
  if (session.writeGuard.isFlushing) throw new WriteDuringFlushError();
  const count = pendingChanges(session).length + (session.notifications?.length ?? 0);
  if (count > 0 && !discardChanges) throw new PendingChangesError({ count });
  const { mode } = session.writeGuard;
  loader.forgetAhead();
  session.writeGuard.detach();
  const cleared = new UnitOfWork(session.em, session.domain, {
    ...settings,
    mode,
    plugins: session.plugins.all,
  });
  cleared.lsn = lsn;
  return cleared;
}
