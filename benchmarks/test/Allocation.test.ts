import { expect, it } from "vitest";
import { Allocation } from "../runner/Allocation.ts";

it("counts what was allocated, that which is gone again included", () => {
  const allocation = new Allocation();
  let kept: ReadonlyArray<number> = [];
  // 200 lists of 80 kB, of which one is kept: more than the young generation holds.
  for (let n = 0; n < 200; n++) kept = Array.from({ length: 10_000 }, (_, at) => at + n);
  const bytes = allocation.stop();
  expect(kept.length).toBe(10_000);
  expect(Math.round(bytes / 16_000_000)).toBeGreaterThanOrEqual(1);
});
