// Scenario 19: a flush that fails, mended.
import { exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type FailedFlushObserved = {
  readonly failed: boolean;
  readonly writtenByFailed: number;
  readonly mended: boolean;
  readonly other: boolean;
};

export const failedFlush: Scenario<FailedFlushObserved> = {
  number: 19,
  title: "a flush that fails, mended",
  question:
    "A flush fails on a unique value beside a good row; the value is mended and flushed again.",
  rightAnswer: "The first flush writes nothing, the second everything.",
  judge: judgeBy({
    failed: [exactly(true), "the first fails"],
    writtenByFailed: [exactly(0), "rows of the failed flush"],
    mended: [exactly(true), "the mended row is stored"],
    other: [exactly(true), "the other row is stored"],
  }),
};
