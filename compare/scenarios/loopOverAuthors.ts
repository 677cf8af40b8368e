// Scenario 2: the loop that makes N + 1 statements.
import type { Scenario } from "./Scenario.ts";

/** Statements sent for the books of 30 authors, by how the loop is written, and how many books came. */
export type LoopObserved = {
  readonly books: number;
  /** `await Promise.all(authors.map(…))` */
  readonly together: number;
  /** `for (…) await …` */
  readonly oneByOne: number;
};

export const loopOverAuthors: Scenario<LoopObserved> = {
  number: 2,
  title: "N + 1 in a loop",
  question: "How many statements load the books of 30 authors, each asked for on its own?",
  rightAnswer:
    "One for all that are asked for together, since nobody waits for one before asking for the next. (Asked for one by one, 30 are expected; fewer would be a gift.)",
  judge: ({ books, together, oneByOne }) => ({
    isRight: books === 90 && together === 1,
    does: `${together} together, ${oneByOne} one by one${books === 90 ? "" : `, but ${books} books of 90`}`,
  }),
};
