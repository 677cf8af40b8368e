// Scenario 31: what loaders keep.
import { atMost, exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type LoaderMemoryObserved = {
  readonly books: number;
  readonly bytes: number;
};

export const loaderMemory: Scenario<LoaderMemoryObserved> = {
  number: 31,
  title: "what loaders keep",
  question:
    "30 authors load their books again, 20 times. How many bytes does each time leave in the unit of work?",
  rightAnswer:
    "None: all entities are there from the first time on. Under 2,000, of which most is noise: 30 lists would be more.",
  judge: judgeBy({
    books: [exactly(90), "books"],
    bytes: [atMost(2_000), "bytes for each time"],
  }),
};
