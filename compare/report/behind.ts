// Where Kingpost is not the best: such a place must have a note that says why. Pure.
import type { Report } from "./Report.ts";

/** Numbers of the scenarios in which Kingpost is wrong, or another one is right with fewer statements or rows. */
export function behind({ results, scenarios }: Report): ReadonlyArray<number> {
  return scenarios
    .map(({ number }) => number)
    .filter((number) => {
      const all = results.filter((each) => each.scenario === number);
      const ours = all.find(({ contestant }) => contestant === "kingpost");
      if (ours === undefined) return false;
      const isBetter = all.some(
        ({ isRight, statements, rows }) =>
          isRight && (statements < ours.statements || rows < ours.rows),
      );
      return !ours.isRight || isBetter;
    });
}
