// S3: a tree of which nine tenths are there already.
import type { Fixture } from "../fixtures/Fixture.ts";
import { digest } from "./digest.ts";
import type { Reading } from "./Reading.ts";
import type { Scenario } from "./Scenario.ts";

export interface S3Input {
  /** All authors of the tree, and those of them whose books and reviews are loaded first. */
  readonly authorIds: ReadonlyArray<number>;
  readonly knownIds: ReadonlyArray<number>;
}

export const s3: Scenario<S3Input> = {
  item: "S3",
  title: "a tree of 100 authors, of which 90 are loaded with theirs",
  question: "What does a tree cost of which nine tenths are in the session already?",
  equal:
    "One session. 90 authors with their books and reviews; then all 100 authors with theirs, as a second part of the program asks for them: 6,100 rows, of which 610 are new.",
  fair: [
    "The time is of both parts: who loads everything anew takes twice as long as who loads the rest.",
    "The hand-written contestant keeps what it has by id and asks for what it lacks, as a careful person does who knows both parts.",
  ],
  warmUps: 4,
  iterations: 3,
  input: (fixture) => {
    const authorIds = fixture.treeAuthorIds();
    return { authorIds, knownIds: authorIds.slice(0, fixture.sizes.knownAuthors) };
  },
  expected: (fixture) => digest(treesOf(fixture)),
  observe: ({ reading }) => Promise.resolve(digest(reading)),
};

function* treesOf(fixture: Fixture): Generator<Reading> {
  const { authorIds, knownIds } = s3.input(fixture);
  for (const authorId of [...knownIds, ...authorIds]) {
    yield ["author", fixture.author(authorId)];
    for (const bookId of fixture.bookIdsOf(authorId)) {
      yield ["book", fixture.book(bookId)];
      for (const reviewId of fixture.reviewIdsOf(bookId))
        yield ["review", fixture.review(reviewId)];
    }
  }
}
