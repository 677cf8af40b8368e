// The name that a mistyped one was probably meant to be.
import leven from "leven";

/** The candidate that takes the fewest edits, if that is at most a third of the name's length plus one. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.floor(name.length / 3) + 2;
  for (const candidate of candidates) {
    const distance = leven(name.toLowerCase(), candidate.toLowerCase(), {
      maxDistance: bestDistance,
    });
    if (distance >= bestDistance) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}
