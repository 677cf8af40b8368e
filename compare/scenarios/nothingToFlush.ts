// Scenario 15: a flush with nothing changed.
import { exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type NothingToFlushObserved = {
  readonly forNothing: number;
  readonly updates: number;
  readonly isStored: boolean;
};

export const nothingToFlush: Scenario<NothingToFlushObserved> = {
  number: 15,
  title: "a flush with nothing changed",
  question: "120 entities are loaded and flushed with none of them changed; then one is.",
  rightAnswer: "Nothing is sent; then one UPDATE of one row.",
  judge: judgeBy({
    forNothing: [exactly(0), "statements for nothing"],
    updates: [exactly(1), "updates for one"],
    isStored: [exactly(true), "it is stored"],
  }),
};
