import { expect, it } from "vitest";
import { Progress } from "../runner/Progress.ts";

it("says how far a run is and how long it takes at this pace", () => {
  let now = 0;
  const progress = new Progress(100, () => now);
  const at = (step: number, ms: number): string => {
    now = ms;
    while (progress.done < step) progress.step();
    return progress.toString();
  };
  expect([at(0, 0), at(1, 500), at(10, 6_000), at(50, 300_000), at(100, 600_000)]).toEqual([
    "0 %",
    "1 %",
    "10 %, about 54 s left",
    "50 %, about 5 min left",
    "100 %",
  ]);
});
