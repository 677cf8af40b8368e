// Scenario 3: a book is given another author.
import type { Scenario } from "./Scenario.ts";

/** What the collections say after `book.author` was set, before and after a flush. */
export type BothSidesObserved = {
  /** The loaded collection of the former author is without the book. */
  readonly leftOld: boolean;
  /** The loaded collection of the new author has it. */
  readonly joinedLoaded: boolean;
  /** The new author's collection has it when it is loaded only afterwards, still before the flush. */
  readonly joinedUnloaded: boolean;
  /** After the flush that collection still has it. */
  readonly stayed: boolean;
  /** The database has the new author's key. */
  readonly isStored: boolean;
};

export const bothSides: Scenario<BothSidesObserved> = {
  number: 3,
  title: "both sides of a relation after a set",
  question:
    "A book's author is set. Do both authors' collections follow, those that are loaded and one that is loaded later?",
  rightAnswer:
    "Both sides agree at once and stay so, in whatever order things are set, loaded and flushed.",
  judge: (observed) => {
    const failed = Object.entries(complaints).filter(
      ([fact]) => !observed[fact as keyof BothSidesObserved],
    );
    return {
      isRight: failed.length === 0,
      does:
        failed.length === 0
          ? "both sides agree"
          : failed.map(([, complaint]) => complaint).join("; "),
    };
  },
};

const complaints: { readonly [fact in keyof BothSidesObserved]: string } = {
  leftOld: "the former author keeps the book",
  joinedLoaded: "the new author's loaded collection lacks it",
  joinedUnloaded: "a collection loaded after the set lacks it",
  stayed: "and lacks it after the flush",
  isStored: "the database has the former author",
};
