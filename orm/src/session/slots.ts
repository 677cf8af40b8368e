// Where an entity keeps the objects at its members: those of its fields first (relations and what is lazy or recursive), then what `transientFields` is for it, then
// those of the members written by hand. All are made when first asked for.
import type { EntityState } from "./EntityState.ts";

/** The list of an entity's objects, made if this is the first touch. */
export function slotsOf(state: EntityState): Array<object | undefined> {
  // `Array.from` takes four times as long, which was a twentieth of W3; a list that grows by `push` takes 150 bytes.
  // oxlint-disable-next-line unicorn/no-new-array -- its length is known
  return (state.relations ??= new Array<undefined>(state.meta.slots).fill(undefined));
}

/** The place of a hand-written member's object; a type and its subtypes have the same ones at other places. */
export function handWrittenSlot({ meta }: EntityState, memberIndex: number): number {
  return meta.slots + 1 + memberIndex;
}

export function transientSlot({ meta }: EntityState): number {
  return meta.slots;
}
