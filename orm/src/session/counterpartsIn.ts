// Which entity of another unit of work stands for one of this.
import type { EntityState } from "./EntityState.ts";

export type CounterpartOf = (state: EntityState) => EntityState;

/** A list or set of entities, or of codes, which are the same everywhere. */
export function counterpartsIn<S extends ReadonlyArray<EntityState> | ReadonlySet<unknown>>(
  members: S,
  counterpartOf: CounterpartOf,
): S {
  const of = (member: unknown): unknown =>
    typeof member === "object" ? counterpartOf(member as EntityState) : member;
  const list = Array.from(members as Iterable<unknown>, of);
  return (Array.isArray(members) ? list : new Set(list)) as unknown as S;
}
