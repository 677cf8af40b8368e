// Scenario 35: children that are removed, and what was deleted.
import { exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type OrphansObserved = {
  readonly isRefused: boolean;
  readonly books: number;
  readonly inCollection: number;
  readonly inFind: number;
  readonly isGone: boolean;
};

export const orphans: Scenario<OrphansObserved> = {
  number: 35,
  title: "a child that is removed, a child that is deleted",
  question:
    "A book is taken out of its author's books, whose author is required, and flushed. Another one is deleted, and before the flush the author's books are loaded for the first time, and found.",
  rightAnswer:
    "The first is refused and nothing is written: a book without an author there cannot be. The deleted one is in neither list, and gone after the flush.",
  note: "Before a book goes, whatever refers to it is asked for, so that a comment lets go of it and a review, which cannot, is named in the error; its rows are locked before it is deleted.",
  judge: judgeBy({
    isRefused: [exactly(true), "an orphan is refused"],
    books: [exactly(3), "books after that"],
    inCollection: [exactly(2), "books loaded beside the deleted one"],
    inFind: [exactly(2), "found beside it"],
    isGone: [exactly(true), "it is gone after the flush"],
  }),
};
