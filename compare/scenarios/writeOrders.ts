// Scenario 33: what the order of writes has to get right.
import { exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type WriteOrdersObserved = {
  readonly keysMixed: boolean | string;
  readonly cycle: boolean | string;
  readonly replaced: boolean | string;
  readonly reparented: boolean | string;
};

export const writeOrders: Scenario<WriteOrdersObserved> = {
  number: 33,
  title: "the order of writes",
  question:
    "In one flush each: a book whose key is given and one whose key is counted; two authors who are each other's mentor; a profile that is deleted and another one made for the same author, where there may be one only; a publisher that is deleted after its authors got another one.",
  rightAnswer: "All four are stored.",
  note: "Rows are locked in one order before they are written, so that two such flushes do not deadlock, and the next ids come with the writes: more statements, all of which leave in one round trip.",
  judge: judgeBy<WriteOrdersObserved>({
    keysMixed: [exactly<boolean | string>(true), "given and counted keys"],
    cycle: [exactly<boolean | string>(true), "a cycle"],
    replaced: [exactly<boolean | string>(true), "deleted and made anew"],
    reparented: [exactly<boolean | string>(true), "given away, then deleted"],
  }),
};
