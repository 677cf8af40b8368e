// Makes an em that holds copies of everything that another one holds.
import { PendingChangesError } from "../errors/PendingChangesError.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { CounterpartOf } from "../session/counterpartsIn.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Session } from "../session/Session.ts";
import type { EntityManagerMode } from "../types/AnyEm.ts";
import type { ForkOptions } from "../types/ForkOptions.ts";
import { forkEntities } from "./forkEntities.ts";
import { pendingChanges } from "./pendingChanges.ts";
import type { UnitOfWork } from "./UnitOfWork.ts";

interface Made<M> {
  readonly em: M;
  readonly unit: UnitOfWork;
}

/** @throws PendingChangesError (`PENDING_CHANGES`) */
export function fork<M extends { readonly ctx: unknown }>(
  em: M,
  unit: UnitOfWork,
  { allowPendingChanges = false }: ForkOptions,
  make: (ctx: M["ctx"], mode: EntityManagerMode) => Made<M>,
): M {
  const { session } = unit;
  if (!allowPendingChanges && hasPending(session)) throw new PendingChangesError("fork");
  const ctx = shallowCopy(em.ctx);
  const made = make(ctx, allowPendingChanges ? "in-memory-writes" : session.writeGuard.mode);
  const to = made.unit.session;
  const counterpartOf = forkEntities(session, to);
  takePending(session, to, counterpartOf);
  to.identityMap.countOnFrom(session.identityMap);
  for (const state of unit.pinned) made.unit.pinned.add(counterpartOf(state));
  replaceValues(ctx, em, made.em, session, counterpartOf);
  return made.em;
}

function hasPending(session: Session): boolean {
  const { unresolvedSets, merges, notifications } = session;
  return (
    pendingChanges(session).length + unresolvedSets.size + merges.moves.length > 0 ||
    notifications !== undefined
  );
}

/** Collections that were set have told so themselves. */
function takePending(from: Session, to: Session, counterpartOf: CounterpartOf): void {
  for (const set of ["created", "dirty", "touched", "deleted", "discarded"] as const)
    for (const state of from[set]) to[set].add(counterpartOf(state));
  to.softDeletes.takeOver(from.softDeletes, counterpartOf);
  to.adoptables.takeOver(from.adoptables, counterpartOf);
  to.merges.takeOver(from.merges, counterpartOf);
  to.joinRows.takeOver(from.joinRows, counterpartOf);
  to.enumRows.takeOver(from.enumRows, counterpartOf);
  to.links.takeOver(from.links, counterpartOf);
  to.expectedTokens =
    from.expectedTokens &&
    new Map([...from.expectedTokens].map(([state, token]) => [counterpartOf(state), token]));
  to.revision = from.revision;
  to.changes = from.changes;
}

/** Anything but an object is the same for both. */
function shallowCopy<C>(ctx: C): C {
  if (typeof ctx !== "object" || ctx === null) return ctx;
  return Object.assign(
    Object.create(Object.getPrototypeOf(ctx) as object | null) as C & object,
    ctx,
  );
}

/** What belongs to one em must not be reached from the other. */
function replaceValues(
  ctx: unknown,
  em: unknown,
  forked: unknown,
  session: Session,
  counterpartOf: CounterpartOf,
): void {
  if (typeof ctx !== "object" || ctx === null) return;
  for (const [key, value] of Object.entries(ctx)) {
    const state = BaseEntity.isEntity(value) ? BaseEntity.stateOf(value) : undefined;
    if (value === em) Reflect.set(ctx, key, forked);
    else if (isOf(session, state)) Reflect.set(ctx, key, counterpartOf(state).entity);
  }
}

function isOf(session: Session, state: EntityState | undefined): state is EntityState {
  return state?.session === session;
}
