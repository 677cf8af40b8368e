// Scenario 7: concurrent loads by id.
import { exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type ConcurrentLoadsObserved = {
  readonly different: number;
  readonly same: number;
  readonly objects: number;
};

export const concurrentLoads: Scenario<ConcurrentLoadsObserved> = {
  number: 7,
  title: "concurrent loads by id",
  question:
    "30 entities are loaded by their ids at once; one entity is loaded 30 times at once. How many statements?",
  rightAnswer: "One statement each: all were asked for before anything was sent.",
  judge: judgeBy({
    different: [exactly(1), "for 30 ids"],
    same: [exactly(1), "for one id 30 times"],
    objects: [exactly(1), "objects for one id"],
  }),
};
