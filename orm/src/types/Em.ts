// The entity manager as its users see it. The class on the top floor implements this and takes its documentation from here.
import type { AnyEm } from "./AnyEm.ts";
import type { Entity, MaybeAbstractEntityConstructor } from "./Entity.ts";
import type { EmEventMap, EntityEventName, EntityListener } from "./EntityEvent.ts";
import type { ReadingEm } from "./ReadingEm.ts";
import type { Trace, TraceOptions } from "./Trace.ts";
import type { WritingEm } from "./WritingEm.ts";

/** One unit of work: an identity map, what has changed in it, and the loads under way. Made per request or job. */
export interface Em<C = unknown, E extends Entity = Entity>
  extends AnyEm, ReadingEm<E>, WritingEm<E> {
  readonly ctx: C;
  readonly entities: ReadonlyArray<E>;

  /**
   * Listens to what happens to entities of this em, as `domain.events.on` does for all ems; or to what happens to the em itself:
   * `flush` and `commit` after COMMIT, `rollback`, `close`. The answer ends that. Listeners stay when the em is cleared.
   * @example
   * const stop = em.on(Book, "created", ({ entity }) => created.push(entity.id));
   * em.on("flush", ({ updated }) => log.debug({ updated: updated.length }));
   * @throws ForeignEntityError (`FOREIGN_ENTITY`)
   */
  on<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    event: EntityEventName,
    listener: EntityListener<T, C>,
  ): () => void;
  on<K extends keyof EmEventMap>(
    event: K,
    listener: (payload: EmEventMap[K]) => unknown,
  ): () => void;

  /**
   * Prints each set of a field and each new entity, with the place in your sources that did it, until it is stopped.
   * @example
   * const trace = em.trace({ fields: ["Author", "Book.title!"] });
   * author.firstName = "Ann"; // prints `a:1.firstName = Ann at Author.ts:20`
   * trace.stop();
   * @throws DomainError (`DOMAIN`), UnknownFieldError (`UNKNOWN_FIELD`)
   */
  trace(options: TraceOptions): Trace;
}
