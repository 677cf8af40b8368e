// Draws mutations by lot, the same ones for the same seed, one per rule as long as there are rules left. Pure.
import type { Mutation } from "./Mutation.ts";

/**
 * Draws up to `count` mutations.
 *
 * @example
 * ```ts
 * drawMutations(mutations, { seed: 7, count: 20 });
 * ```
 */
export function drawMutations(
  mutations: ReadonlyArray<Mutation>,
  { seed, count }: { readonly seed: number; readonly count: number },
): Array<Mutation> {
  const next = randomNumbers(seed);
  const shuffled = mutations
    .map((mutation) => ({ mutation, lot: next() }))
    .toSorted((a, b) => a.lot - b.lot)
    .map(({ mutation }) => mutation);
  const firsts = new Map(shuffled.toReversed().map((mutation) => [mutation.rule, mutation]));
  const chosen = new Set(firsts.values());
  return [
    ...shuffled.filter((mutation) => chosen.has(mutation)),
    ...shuffled.filter((mutation) => !chosen.has(mutation)),
  ].slice(0, count);
}

/** Mulberry32: small, and good enough to draw lots. */
function randomNumbers(seed: number): () => number {
  let state = Math.trunc(seed);
  return () => {
    state = Math.trunc(state + 0x6d2b79f5);
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
