// Scenario 13: two collections of each.
import { anything, atMost, exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type TwoCollectionsObserved = {
  readonly reviews: number;
  readonly tags: number;
  readonly rows: number;
  readonly statements: number;
};

export const twoCollections: Scenario<TwoCollectionsObserved> = {
  number: 13,
  title: "two collections of each",
  question: "All 90 books are found with their reviews and their tags. Do rows multiply?",
  rightAnswer: "No row twice for nothing: 90 books, 180 reviews, 180 links, 12 tags at most.",
  note: "All levels leave in one round trip, with BEGIN and COMMIT around them so that they see one state of the database. Joined is one statement because each tag is repeated with every book: its rows are fewer and wider.",
  judge: judgeBy({
    reviews: [exactly(180), "reviews"],
    tags: [exactly(180), "tags"],
    rows: [atMost(462), "rows"],
    statements: [anything, "statements"],
  }),
};
