// Scenario 4: a change that is not flushed yet, and the same rows found again.
import type { Scenario } from "./Scenario.ts";

/** What a second find does to an author whose last name was changed in memory. */
export type UnflushedObserved = {
  readonly isSameObject: boolean;
  /** The changed value is still there. */
  readonly survives: boolean;
  /** INSERT, UPDATE and DELETE statements that the second find sent. */
  readonly writes: number;
  /** Another connection saw the new value before anybody called flush. */
  readonly wasSeenOutside: boolean;
  /** How many authors a find by the new value gives, before the flush. */
  readonly foundByNewValue: number;
  /** The flush at the end stored the value. */
  readonly isStored: boolean;
};

export const unflushedChange: Scenario<UnflushedObserved> = {
  number: 4,
  title: "unflushed changes and a second find",
  question:
    "An author is changed in memory and found again before the flush. Does the change survive, and does the find only read?",
  rightAnswer:
    "The change survives on the same object, and a find writes nothing: until flush is called, the work can still be given up.",
  judge: (observed) => {
    const { isSameObject, survives, writes, wasSeenOutside, isStored, foundByNewValue } = observed;
    const faults = [
      ...(isSameObject ? [] : ["another object"]),
      ...(survives ? [] : ["the change is lost"]),
      ...(writes === 0 ? [] : [`the find wrote (${writes})`]),
      ...(wasSeenOutside ? ["and committed"] : []),
      ...(isStored ? [] : ["the flush did not store it"]),
    ];
    const found = `found by its new value: ${foundByNewValue === 1 ? "yes" : "no"}`;
    return {
      isRight: faults.length === 0,
      does: [...(faults.length === 0 ? ["the change survives, no write"] : faults), found].join(
        "; ",
      ),
    };
  },
};
