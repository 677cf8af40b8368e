// What those are told who listen to what happens to entities.
import type { Em } from "./Em.ts";
import type { Entity, MaybeAbstractEntityConstructor } from "./Entity.ts";
import type { FlushResult } from "./FlushResult.ts";

/**
 * `created`, `updated` and `deleted` come after COMMIT. `softDeleted` follows `updated` when that set `deletedAt`. `loaded` comes when
 * a row has become an entity, while what loads it is still at work.
 */
export type EntityEventName = "created" | "updated" | "deleted" | "softDeleted" | "loaded";

export interface EntityEvent<T extends Entity = Entity, C = unknown> {
  readonly entity: T;
  readonly em: Em<C>;
  readonly ctx: C;
  /** Fields with what they were and are; of a new entity those that have a value. References are given by id. */
  readonly changes: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
}

/** What it answers is not used; a promise is waited for after COMMIT, and not when something is loaded. */
export type EntityListener<T extends Entity = Entity, C = unknown> = (
  event: EntityEvent<T, C>,
) => unknown;

/** Where one can listen to what happens to entities of a type, subtypes included. */
export interface EntityEvents<C = unknown> {
  /**
   * Calls `listener` at every such event, in every em of the domain; the answer ends that. What a listener throws after COMMIT
   * rejects the flush with `AfterCommitError`, when all others have been called; what it throws at `loaded` is a `warning` of
   * the driver.
   * @example
   * const stop = domain.events.on(Book, "updated", ({ entity, changes }) => {
   *   if (changes.title !== undefined) index.put(entity.id, entity.title);
   * });
   * @throws ForeignEntityError (`FOREIGN_ENTITY`)
   */
  on<T extends Entity>(
    type: MaybeAbstractEntityConstructor<T>,
    event: EntityEventName,
    listener: EntityListener<T, C>,
  ): () => void;
}

/** What happens to an em, and what its listeners are given. */
export interface EmEventMap {
  /** A flush has written and its transaction has committed. */
  flush: FlushResult;
  /** A transaction that wrote has committed. */
  commit: undefined;
  /** A transaction was rolled back, and what was pending in it is pending again. */
  rollback: undefined;
  close: undefined;
}
