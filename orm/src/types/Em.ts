// The entity manager as its users see it. The class on the top floor implements this and takes its documentation from here.
import type { AnyEm } from "./AnyEm.ts";
import type { Entity } from "./Entity.ts";
import type { ReadingEm } from "./ReadingEm.ts";
import type { WritingEm } from "./WritingEm.ts";

/** One unit of work: an identity map, what has changed in it, and the loads under way. Made per request or job. */
export interface Em<C = unknown, E extends Entity = Entity>
  extends AnyEm, ReadingEm<E>, WritingEm<E> {
  readonly ctx: C;
  readonly entities: ReadonlyArray<E>;
}
