// Scenario 24: parts of each, asked for one by one.
import { exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type PartsOfEachObserved = {
  readonly synopses: number;
  readonly lazyColumns: number;
  readonly filtered: number;
  readonly filters: number;
  readonly first: number;
  readonly pages: number;
  readonly counted: number;
  readonly counts: number;
};

export const partsOfEach: Scenario<PartsOfEachObserved> = {
  number: 24,
  title: "parts of each: a lazy column, a filter, the first two, a count",
  question:
    "30 books are asked for their synopsis, which is loaded when needed; 30 authors for their books with a 1 in the title, for their first two books by title, and for the number of their books. Each on its own, and together.",
  rightAnswer:
    "One statement for each of the four: 30 synopses, 18 books, 60 books, 90 books counted.",
  judge: judgeBy({
    synopses: [exactly(30), "synopses"],
    lazyColumns: [exactly(1), "statements for 30 lazy columns"],
    filtered: [exactly(18), "filtered books"],
    filters: [exactly(1), "for 30 filters"],
    first: [exactly(60), "first books"],
    pages: [exactly(1), "for 30 first two"],
    counted: [exactly(90), "counted"],
    counts: [exactly(1), "for 30 counts"],
  }),
};
