// The order of contestants within a round.

/** Another one begins each round, and every second round goes backwards, so that nobody always follows the same one. */
export function inTurn<T>(list: ReadonlyArray<T>, round: number): ReadonlyArray<T> {
  const start = round % Math.max(list.length, 1);
  const turned = [...list.slice(start), ...list.slice(0, start)];
  return round % 2 === 0 ? turned : turned.toReversed();
}
