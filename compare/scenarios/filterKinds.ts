// Scenario 27: filters of every kind, on collections that are asked for together.
import { exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type FilterKindsObserved = {
  readonly regex: number | string;
  readonly bigint: number | string;
  readonly date: number | string;
  readonly raw: number | string;
  readonly signal: string;
};

export const filterKinds: Scenario<FilterKindsObserved> = {
  number: 27,
  title: "filters of every kind",
  question:
    "27 shops are asked for their offers, all in one tick: whose title begins with Offer 1 by a regular expression, whose code is above 2⁵³ + 30, that were listed before noon of 2 January, whose code is divisible by seven (in SQL); and once with a signal that is already aborted.",
  rightAnswer: "10, 27, 32 and 8 offers, and an error that says the work was aborted.",
  judge: judgeBy<FilterKindsObserved>({
    regex: [exactly<number | string>(10), "by a regular expression"],
    bigint: [exactly<number | string>(27), "by a bigint"],
    date: [exactly<number | string>(32), "by a Date"],
    raw: [exactly<number | string>(8), "by SQL"],
    signal: [(value) => /abort/i.test(value), "aborted"],
  }),
};
