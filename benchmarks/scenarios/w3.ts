// W3: the shape of GraphQL resolvers. Everything is loaded on its own, at the same time, and nobody knows the whole tree.
import type { Fixture } from "../fixtures/Fixture.ts";
import { digest } from "./digest.ts";
import type { Reading } from "./Reading.ts";
import type { Scenario } from "./Scenario.ts";

export interface W3Input {
  readonly authorIds: ReadonlyArray<number>;
}

/** What the resolvers build: for each author its books, for each of these its reviews, and for each of these the path back. */
export interface Tree<A, B, R, P> {
  readonly author: A;
  readonly books: ReadonlyArray<{
    readonly book: B;
    readonly reviews: ReadonlyArray<{
      readonly review: R;
      readonly via: { readonly book: B; readonly author: A; readonly publisher: P };
    }>;
  }>;
}

export const w3: Scenario<W3Input> = {
  item: "W3",
  title: "resolvers over 100 authors, 1,000 books, 5,000 reviews",
  question:
    "What does it cost when author.books, each book.reviews and each review's book.author.publisher are loaded independently under Promise.all?",
  equal:
    "100 authors by id, then one load per relation and object, all started together as soon as their owner is there: 16,101 loads. All contestants build the same tree.",
  fair: [
    "The hand-written contestant knows the whole tree beforehand and sends one statement per level; the others find it out load by load.",
    "Contestants may batch loads that are started in the same tick, by an option where that is not their default (see their notes).",
  ],
  warmUps: 2,
  iterations: 1,
  input: (fixture) => ({ authorIds: fixture.treeAuthorIds() }),
  expected: (fixture) => digest(treesOf(fixture)),
  observe: ({ reading }) => Promise.resolve(digest(reading)),
};

function* treesOf(fixture: Fixture): Generator<Reading> {
  for (const authorId of fixture.treeAuthorIds()) {
    const author = fixture.author(authorId);
    const publisher = fixture.publisher(author.publisherId ?? 0);
    yield ["author", author];
    for (const bookId of fixture.bookIdsOf(authorId)) {
      yield ["book", fixture.book(bookId)];
      for (const reviewId of fixture.reviewIdsOf(bookId)) {
        yield ["review", fixture.review(reviewId)];
        yield ["path", { reviewId, bookId, authorId, publisher }];
      }
    }
  }
}
