// Scenario 30: a transaction in a unit of work that holds many entities.
import { atMost, exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type TransactionWithManyObserved = {
  readonly isStored: boolean;
  readonly grows: number;
};

export const transactionWithMany: Scenario<TransactionWithManyObserved> = {
  number: 30,
  title: "a transaction among many entities",
  question:
    "Ten transactions rename one author, first with 500 and then with 5,000 entities in the unit of work. By what factor does their work grow?",
  rightAnswer: "By none: each costs what it changes. Under three.",
  judge: judgeBy({
    isStored: [exactly(true), "it is stored"],
    grows: [atMost(3), "work grows by"],
  }),
};
