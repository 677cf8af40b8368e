// Scenario 16: 1,000 rows written.
import { atMost, exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type ManyWritesObserved = {
  readonly inserts: number;
  readonly updates: number;
  readonly deletes: number;
  readonly sqlKb: number;
  readonly left: number;
};

export const manyWrites: Scenario<ManyWritesObserved> = {
  number: 16,
  title: "1,000 rows written",
  question:
    "1,000 new rows in one flush; each gets another value in a second one; all go in a third. How many statements, and how much SQL?",
  rightAnswer:
    "A number of statements that does not grow with the rows, and text of constant size: under 3 kB for all three.",
  judge: judgeBy({
    inserts: [atMost(6), "statements for inserts"],
    updates: [atMost(6), "for updates"],
    deletes: [atMost(6), "for deletes"],
    sqlKb: [atMost(3), "kB of SQL"],
    left: [exactly(12), "rows left"],
  }),
};
