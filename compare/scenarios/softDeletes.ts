// Scenario 28: rows that are softly deleted.
import { anything, exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type SoftDeletesObserved = {
  readonly found: number;
  readonly withDeleted: number;
  readonly offers: number;
  readonly withoutShop: number;
  readonly loaded: string;
};

export const softDeletes: Scenario<SoftDeletesObserved> = {
  number: 28,
  title: "rows that are softly deleted",
  question:
    "Three of 30 shops are softly deleted. How many are found, how many when the deleted are asked for, how many of the 60 offers are found with their shop, and in how many is the required shop missing? Is a deleted shop loaded by its id?",
  rightAnswer:
    "27 and 30 shops, and a required reference is never empty. Whether an offer of a deleted shop is found, and a deleted shop by its id, is a matter of choice.",
  note: "The statements more are BEGIN and COMMIT around offers and shops, which leave in one round trip and see one state. The rows more are offers of deleted shops: an offer is found by what it is, not by its shop.",
  judge: judgeBy<SoftDeletesObserved>({
    found: [exactly(27), "shops found"],
    withDeleted: [exactly(30), "with the deleted"],
    offers: [anything, "offers"],
    withoutShop: [exactly(0), "without their required shop"],
    loaded: [anything, "a deleted one by its id"],
  }),
};
