// Scenario 39: an entity that is read anew.
import { exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type RefreshedObserved = {
  readonly isSameObject: boolean;
  readonly value: boolean;
  readonly reference: boolean;
  readonly collection: boolean;
  readonly other: boolean;
};

export const refreshed: Scenario<RefreshedObserved> = {
  number: 39,
  title: "an entity read anew",
  question:
    "Somebody else renames an author, gives it another publisher and adds a book. The author, with its books loaded, is refreshed. What is seen, and what does another unit of work see that has read it before?",
  rightAnswer:
    "The same object with the new name, the new publisher and four books. The other unit of work has an object of its own, as it was.",
  note: "Row and books are read anew one after the other, and before that they leave together, with BEGIN and COMMIT around them. Joined repeats the author with every book.",
  judge: judgeBy({
    isSameObject: [exactly(true), "one object"],
    value: [exactly(true), "new value"],
    reference: [exactly(true), "new reference"],
    collection: [exactly(true), "new member"],
    other: [exactly(true), "the other unit of work has its own"],
  }),
};
