// Scenario 12: a row that somebody else changed.
import { anything, exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type ChangedElsewhereObserved = {
  readonly sameForAll: boolean;
  readonly value: string;
  readonly reference: string;
};

export const changedElsewhere: Scenario<ChangedElsewhereObserved> = {
  number: 12,
  title: "a row that somebody else changed",
  question:
    "An entity is loaded; another session changes a value and sets a reference to NULL; the entity is found again. Is it fresh?",
  rightAnswer: "The same rule for every column: both changes are seen, or neither is.",
  judge: judgeBy({
    sameForAll: [exactly(true), "one rule for value and NULL"],
    value: [anything, "value"],
    reference: [anything, "reference"],
  }),
};
