// W2: a tree that is known beforehand. What it costs to load 100 authors with their books and all reviews of these.
import type { Fixture } from "../fixtures/Fixture.ts";
import { digest } from "./digest.ts";
import type { Reading } from "./Reading.ts";
import type { Scenario } from "./Scenario.ts";

export interface W2Input {
  readonly authorIds: ReadonlyArray<number>;
}

export const w2: Scenario<W2Input> = {
  item: "W2",
  title: "100 authors with 1,000 books and 5,000 reviews, as one tree",
  question: "What does it cost to load a tree of three levels that is named beforehand?",
  equal:
    "100 authors by id, their books, the reviews of these: 6,100 rows in a tree that is walked from the authors down.",
  fair: [
    "The hand-written contestant sends one statement per level and joins the levels by maps.",
    "Everybody else says what to load in its own way: a populate hint, nested relations, an include.",
  ],
  warmUps: 4,
  iterations: 3,
  input: (fixture) => ({ authorIds: fixture.treeAuthorIds() }),
  expected: (fixture) => digest(treesOf(fixture)),
  observe: ({ reading }) => Promise.resolve(digest(reading)),
};

function* treesOf(fixture: Fixture): Generator<Reading> {
  for (const authorId of fixture.treeAuthorIds()) {
    yield ["author", fixture.author(authorId)];
    for (const bookId of fixture.bookIdsOf(authorId)) {
      yield ["book", fixture.book(bookId)];
      for (const reviewId of fixture.reviewIdsOf(bookId))
        yield ["review", fixture.review(reviewId)];
    }
  }
}
