// Scenario 10: a tree of resolvers.
import { atMost, exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type ResolverTreeObserved = {
  readonly reviews: number;
  readonly tags: number;
  readonly resolved: number;
  readonly populated: number;
};

export const resolverTree: Scenario<ResolverTreeObserved> = {
  number: 10,
  title: "a tree of resolvers",
  question:
    "Publishers, their authors, of each its profile and books, of each book its reviews and tags: 5, 30, 90, each loaded on its own as GraphQL resolvers do; and named beforehand.",
  rightAnswer:
    "No more statements than levels and kinds: six. The reviews and tags of all books are there.",
  note: "Named beforehand, all levels leave in one round trip, in one snapshot: BEGIN and COMMIT are the statements more. Each profile is a row of its own, where others join it to its author's.",
  judge: judgeBy({
    reviews: [exactly(180), "reviews"],
    tags: [exactly(180), "tags"],
    resolved: [atMost(6), "statements by resolvers"],
    populated: [atMost(6), "statements when named beforehand"],
  }),
};
