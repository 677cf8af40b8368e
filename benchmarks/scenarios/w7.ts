// W7: finds as applications write them, through two joins and a sub-query, one after the other.
import type { Fixture } from "../fixtures/Fixture.ts";
import { digest } from "./digest.ts";
import type { Reading } from "./Reading.ts";
import type { Scenario } from "./Scenario.ts";

export interface W7Input {
  readonly publisherNames: ReadonlyArray<string>;
  readonly minRating: number;
  readonly limit: number;
}

/** The books of each find, in the order found. */
export type Finds<B> = ReadonlyArray<ReadonlyArray<B>>;

const minRating = 4;
const limit = 50;

export const w7: Scenario<W7Input> = {
  item: "W7",
  title: "100 finds of 50 books, by the publisher's name and a review's rating, by title",
  question:
    "What does a find cost that joins two tables, asks for a review of 4 or more by EXISTS, orders and limits?",
  equal:
    "100 finds one after the other, each in a fresh unit of work where there is such a thing: 5,000 rows.",
  fair: [
    "The hand-written statement is named, so that the server parses it once per connection.",
    "Each find is waited for before the next is made: nobody can answer several at once.",
  ],
  warmUps: 4,
  iterations: 3,
  input: (fixture) => ({ publisherNames: fixture.soughtPublishers(), minRating, limit }),
  expected: (fixture) =>
    digest(
      readFinds(
        fixture
          .soughtPublishers()
          .map((_, n) => fixture.foundBooks(n, minRating, limit).map((book) => ({ book }))),
        ({ book }) => book,
      ),
    ),
  observe: ({ reading }) => Promise.resolve(digest(reading)),
};

/** What was found, where it stood, and every field of it. */
export function readFinds<B>(
  finds: Finds<B>,
  readBook: (book: B) => ReturnType<Fixture["book"]>,
): ReadonlyArray<Reading> {
  return finds.flatMap((books, find) =>
    books.flatMap((book, place): Reading[] => {
      const record = readBook(book);
      return [
        ["found", { find, place, bookId: record.id }],
        ["book", record],
      ];
    }),
  );
}
