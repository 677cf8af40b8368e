// W9b: a thousand loads by id at the same time, in one unit of work. Who batches needs one statement.
import { digest } from "./digest.ts";
import type { Scenario } from "./Scenario.ts";
import { loadedBooks, type W9aInput } from "./w9a.ts";

export type W9bInput = W9aInput;

export const w9b: Scenario<W9bInput> = {
  item: "W9b",
  title: "1,000 loads by id under Promise.all, in one unit of work",
  question: "What do loads cost that are asked for one by one and at the same time?",
  equal: "1,000 different ids, 1,000 rows, one answer for each.",
  fair: ["The hand-written contestant knows all ids beforehand: one statement and a map."],
  warmUps: 20,
  iterations: 5,
  input: (fixture) => ({ bookIds: fixture.loadedBookIds() }),
  expected: (fixture) => digest(loadedBooks(fixture)),
  observe: ({ reading }) => Promise.resolve(digest(reading)),
};
