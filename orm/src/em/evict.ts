// Lets entities go: they keep what they had loaded, and the em reads their rows anew when it needs them again.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { EntityGroup } from "../session/EntityGroup.ts";
import type { EntityState } from "../session/EntityState.ts";
import { IdentityMap } from "../session/IdentityMap.ts";
import type { Session } from "../session/Session.ts";
import { WriteGuard } from "../session/WriteGuard.ts";
import type { UnitOfWork } from "./UnitOfWork.ts";

/** What the next flush writes, or needs in order to write, stays. */
export function evict(
  { session, loader, pinned }: UnitOfWork,
  states: ReadonlySet<EntityState>,
): void {
  const needed = neededByFlush(session);
  const leaving = new Set<EntityState>();
  for (const state of states)
    if (!needed.has(state) && !state.isNew && state.session === session) leaving.add(state);
  if (leaving.size === 0) return;
  session.identityMap.evict(leaving);
  // Finds would give them again.
  loader.forgetFinds();
  const groups = new Map<EntityMeta, EntityGroup>();
  const detached = detachedSession(session);
  for (const state of leaving) {
    pinned.delete(state);
    let group = groups.get(state.meta);
    if (group === undefined)
      groups.set(state.meta, (group = detached.identityMap.group(detached, state.meta)));
    state.detach(group);
  }
  session.revision++;
}

/** Entities that let go at once still see each other, and behind them the em. */
function detachedSession(session: Session): Session {
  const writeGuard = new WriteGuard();
  writeGuard.detach();
  return { ...session, writeGuard, identityMap: new IdentityMap(Infinity, session.identityMap) };
}

function neededByFlush(session: Session): Set<EntityState> {
  const needed = new Set([...session.created, ...session.dirty, ...session.deleted]);
  for (const [field, parent] of session.links.loadedParents()) {
    const state =
      typeof parent === "string" ? session.identityMap.find(field.meta, parent) : parent;
    if (state !== undefined) needed.add(state);
  }
  for (const { added, removed } of session.joinRows.pending)
    for (const { first, second } of [...added, ...removed]) needed.add(first).add(second);
  for (const { state } of session.unresolvedSets) needed.add(state);
  return needed;
}
