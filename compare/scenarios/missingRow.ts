// Scenario 11: a row that is not there.
import { like, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type MissingRowObserved = {
  readonly error: string;
};

export const missingRow: Scenario<MissingRowObserved> = {
  number: 11,
  title: "a row that is not there",
  question: "An id is loaded that no row has. What comes of it?",
  rightAnswer: "A typed error that names the entity.",
  judge: judgeBy({
    error: [like(/NotFound|not found/), "it says"],
  }),
};
