// Scenario 29: what the compiler lets pass.
import type { Observed, Scenario, Verdict } from "./Scenario.ts";

/** For each case the compiler's message, or null where it compiles. */
export type WhatCompilesObserved = Readonly<Record<string, string | null>>;

/** Mistakes, each of which fails or does harm at run time when it compiles. */
const mistakes = [
  "collectionNotLoaded",
  "referenceNotLoaded",
  "nestedNotLoaded",
  "lazyNotLoaded",
  "handedOnWithLess",
  "unknownHint",
  "unknownNestedHint",
  "unknownFilterField",
  "unknownNestedFilterField",
  "filterOfWrongType",
  "operatorOfWrongType",
  "unknownOrderField",
  "unknownOrderDirection",
  "createWithoutRequired",
  "createWithUnknown",
  "createWithWrongType",
  "setToWrongType",
  "setRequiredToNull",
  "referenceToWrongType",
  "memberOfWrongType",
  "idOfOtherType",
  "keyIsSet",
] as const;

/** What is right, and has to compile. */
const allowed = [
  "collectionLoaded",
  "nestedLoaded",
  "lazyLoaded",
  "handedOnWithMore",
  "narrowed",
  "newHasItsRelations",
  "referenceIsSet",
  "nestedFilter",
  "operatorFilter",
  "filterMayBeUndefined",
  "nestedOrder",
  "createWithoutOptional",
  "createWithChildren",
  "optionalReferenceIsEmptied",
  "memberIsAdded",
  "idOfSameType",
] as const;

export const whatCompiles: Scenario<WhatCompilesObserved> = {
  number: 29,
  title: "what the compiler lets pass",
  question: `${mistakes.length} mistakes and ${allowed.length} right uses are given to the compiler, each a function of a few lines. Which mistakes compile, and which right uses do not?`,
  rightAnswer: "No mistake compiles, and every right use does.",
  judge: (observed) => {
    const missed = mistakes.filter((name) => observed[name] === null);
    const refused = allowed.filter((name) => observed[name] !== null);
    return verdict(observed, missed, refused);
  },
};

function verdict(
  observed: Observed,
  missed: ReadonlyArray<string>,
  refused: ReadonlyArray<string>,
): Verdict {
  const unseen = [...mistakes, ...allowed].filter((name) => observed[name] === undefined);
  return {
    isRight: missed.length + refused.length + unseen.length === 0,
    does: [
      `mistakes that compile: ${list(missed)}`,
      `right uses that do not: ${list(refused)}`,
      ...(unseen.length === 0 ? [] : [`not shown: ${list(unseen)}`]),
    ].join(", "),
  };
}

function list(names: ReadonlyArray<string>): string {
  return names.length === 0 ? "none" : `${names.length} (${names.join(", ")})`;
}
