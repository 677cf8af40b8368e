// Scenario 1: one row reached on several ways.
import type { Scenario } from "./Scenario.ts";

/** For each way to the author with id 1 whether it led to the object that the first load gave. */
export type IdentityObserved = {
  readonly [way in "loadedAgain" | "found" | "byReference" | "inCollection" | "atOnce"]: boolean;
};

export const identity: Scenario<IdentityObserved> = {
  number: 1,
  title: "identity of one row reached on several ways",
  question:
    "Is an author the same object when loaded by id, loaded again, found by a condition, reached from a book, found in a publisher's collection, and asked for twice at once?",
  rightAnswer: "The same object on every way: what is changed on one is seen on all.",
  judge: (observed) => {
    const others = Object.entries(observed).filter(([, isSame]) => !isSame);
    const isRight = others.length === 0;
    return {
      isRight,
      does: isRight
        ? "one object on all ways"
        : `another object: ${others.map(([way]) => way).join(", ")}`,
    };
  },
};
