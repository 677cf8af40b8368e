// Scenario 34: one-to-one, recursive and polymorphic relations.
import { atMost, exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type OtherRelationsObserved = {
  readonly profiles: number;
  readonly forProfiles: number;
  readonly ancestors: number;
  readonly forAncestors: number;
  readonly parents: number;
  readonly forParents: number;
};

/** Ten authors, each mentored by the one before. */
export const chain = "UPDATE authors SET mentor_id = id - 1 WHERE id BETWEEN 2 AND 10";

export const otherRelations: Scenario<OtherRelationsObserved> = {
  number: 34,
  title: "one-to-one, recursive and polymorphic relations",
  question:
    "30 authors are asked for their profile, which holds the key; three, of which each is mentored by the one before, for all mentors up to the first; and 60 comments for what they are about, an author or a book. Each on its own, and together.",
  rightAnswer: "30 profiles by one statement, 24 mentors by one, and 60 authors and books by two.",
  judge: judgeBy({
    profiles: [exactly(30), "profiles"],
    forProfiles: [exactly(1), "statements for profiles"],
    ancestors: [exactly(24), "mentors"],
    forAncestors: [exactly(1), "for mentors"],
    parents: [exactly(60), "authors and books"],
    forParents: [atMost(2), "for these"],
  }),
};
