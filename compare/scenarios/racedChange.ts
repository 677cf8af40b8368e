// Scenario 18: two sessions change the same rows.
import { like, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type RacedChangeObserved = {
  readonly one: string;
  readonly two: string;
};

export const racedChange: Scenario<RacedChangeObserved> = {
  number: 18,
  title: "two sessions change the same rows",
  question:
    "Two sessions load the same rows and both change them; with one row, and with two rows of one kind. Tables have a version column.",
  rightAnswer:
    "The second flush is refused, however many rows are dirty: no change is lost silently.",
  note: "A flush locks the rows that it changes before it writes the first one, in one order for everybody: that keeps concurrent flushes from deadlocks, and is the statement and the rows more.",
  judge: judgeBy({
    one: [like(/^refused/), "one row"],
    two: [like(/^refused/), "two rows"],
  }),
};
