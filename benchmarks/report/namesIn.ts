// The contestants of a run, in the order of the roster: not in that in which items come upon them.
import { roster } from "../contestants/roster.ts";
import type { Report } from "./Report.ts";

export function namesIn({ results }: Pick<Report, "results">): ReadonlyArray<string> {
  const order = Object.keys(roster);
  // Those of an earlier version are not in it any more, and come last.
  const placeOf = (name: string): number => {
    const place = order.indexOf(name);
    return place < 0 ? order.length : place;
  };
  const names = new Set(results.map(({ contestant }) => contestant));
  return [...names].toSorted((a, b) => placeOf(a) - placeOf(b));
}
