// S7: what types cost. Fifty queries of an application, the same for everybody, as the compiler sees them.
import type { Fixture, BookRecord, ReviewRecord } from "../fixtures/Fixture.ts";
import { digest } from "./digest.ts";
import type { Reading } from "./Reading.ts";
import type { Scenario } from "./Scenario.ts";

/** What the queries look for. The rows with the ids 3 (publisher), 7 (author), 11 (book), 13 (review) and 4 (tag) are loaded by id. */
export interface S7Input {
  readonly publisherName: string;
  readonly authorEmail: string;
  readonly bookTitle: string;
  readonly reviewBody: string;
  readonly tagName: string;
}

/** What one query found: ids in ascending order unless an order was asked for, or the values of one field by id. */
export type Answer = ReadonlyArray<string | number>;

export const s7: Scenario<S7Input> = {
  item: "S7",
  title: "what the types of fifty queries cost the compiler",
  question:
    "How long does the compiler compute to check fifty queries, by id, by conditions, through relations, with trees?",
  equal:
    "One file of fifty queries on the same tables with the same fifty answers, compiled alone by the same tsc with the same options, on one thread; models, generated code and the declarations of the library are part of it.",
  fair: [
    "The figure is the processor time of tsc. Declarations of libraries are read and not checked (skipLibCheck), Kingpost's as well.",
    "Hand-written SQL has no types of its own: its rows are what their author says.",
    "The queries are run, too, and all their answers compared.",
  ],
  warmUps: 0,
  iterations: 1,
  study: "typeCost",
  unit: "ms of tsc",
  words: ["less", "more"],
  input: (fixture) => ({
    publisherName: fixture.publisher(3).name,
    authorEmail: fixture.author(7).email,
    bookTitle: fixture.book(11).title,
    reviewBody: fixture.review(13).body,
    tagName: fixture.tag(4).name,
  }),
  expected: (fixture) => digest(toReadings(answersOf(fixture))),
  observe: ({ reading }) => Promise.resolve(digest(reading)),
};

export function toReadings(answers: ReadonlyArray<Answer>): ReadonlyArray<Reading> {
  return answers.map((values, query) => ["answer", { query: query + 1, values }]);
}

function answersOf(fixture: Fixture): ReadonlyArray<Answer> {
  const { sizes, bookCount, reviewCount } = fixture;
  const publishers = all(sizes.publishers, (id) => fixture.publisher(id));
  const authors = all(sizes.authors, (id) => fixture.author(id));
  const books = all(bookCount, (id) => fixture.book(id));
  const reviews = all(reviewCount, (id) => fixture.review(id));
  const tags = all(sizes.tags, (id) => fixture.tag(id));
  const early = reviews.filter(({ id }) => id <= 100);
  const booksOf = (authorId: number): ReadonlyArray<BookRecord> =>
    books.filter((book) => book.authorId === authorId);
  const reviewsOf = (own: ReadonlyArray<BookRecord>): ReadonlyArray<ReviewRecord> => {
    const ids = new Set(own.map(({ id }) => id));
    return reviews.filter(({ bookId }) => ids.has(bookId));
  };
  const publisherOf = (authorId: number): string =>
    of(publishers, of(authors, authorId).publisherId!).name;
  const third = authors.filter(({ publisherId }) => publisherId === 3);
  const old = new Set(authors.filter(({ age }) => (age ?? 0) > 80).map((each) => each.publisherId));
  const praised = new Set(reviews.filter(({ rating }) => rating === 5).map(({ bookId }) => bookId));
  const bookOf13 = of(books, of(reviews, 13).bookId);
  return [
    [of(publishers, 3).name],
    [of(authors, 7).email],
    [of(books, 11).title],
    [of(reviews, 13).body],
    [of(tags, 4).name],
    some(publishers, [1, 2, 3]).map(({ name }) => name),
    some(authors, [1, 2, 3, 4]).map(({ email }) => email),
    some(books, [2, 4, 6]).map(({ title }) => title),
    some(reviews, [5, 7, 9]).map(({ body }) => body),
    some(tags, [1, 2, 3]).map(({ name }) => name),
    [3],
    [7],
    [11],
    [13],
    [4],
    idsOf(publishers.filter((each) => (each.foundedYear ?? 0) >= 1900 && each.country !== "US")),
    idsOf(authors.filter(({ isActive, age }) => isActive && (age ?? 0) > 50)),
    idsOf(books.filter(({ pages, priceCents }) => pages > 700 && priceCents < 2_000)),
    idsOf(early.filter(({ rating }) => rating === 5)),
    idsOf(tags.filter(({ id }) => id > 5)),
    idsOf(publishers.filter(({ foundedYear }) => foundedYear === null)),
    idsOf(authors.filter(({ bio, age }) => bio === null || age === null)),
    idsOf(books.filter(({ isbn }) => isbn === null)),
    idsOf(early.filter(({ rating }) => rating === 1 || rating === 2)),
    idsOf(tags.filter(({ name }) => name.startsWith("a"))),
    idsOf(publishers.toReversed().slice(0, 3)),
    idsOf(
      authors
        .filter(({ age }) => age !== null)
        .toSorted((a, b) => b.age! - a.age! || a.id - b.id)
        .slice(0, 5),
    ),
    idsOf(books.toSorted((a, b) => b.pages - a.pages || a.id - b.id).slice(0, 5)),
    idsOf(early.toSorted((a, b) => b.rating - a.rating || a.id - b.id).slice(0, 5)),
    idsOf(tags.toReversed().slice(1, 4)),
    [publishers.filter(({ country }) => country === "US").length],
    [authors.filter(({ isActive }) => !isActive).length],
    [books.filter(({ priceCents }) => priceCents >= 1_000 && priceCents < 2_000).length],
    [reviews.filter(({ rating }) => rating >= 4).length],
    [tags.length],
    idsOf(publishers.filter(({ id }) => old.has(id))),
    idsOf(third),
    idsOf(booksOf(7)),
    idsOf(reviewsOf(booksOf(7))),
    idsOf(booksOf(7).filter(({ id }) => praised.has(id))),
    third.map(({ email }) => email),
    booksOf(7).map(({ title }) => title),
    [of(authors, of(books, 11).authorId).email],
    [bookOf13.title],
    fixture
      .tagIdsOf(11)
      .toSorted((a, b) => a - b)
      .map((id) => of(tags, id).name),
    reviewsOf(booksOf(7)).map(({ rating }) => rating),
    [of(authors, bookOf13.authorId).email],
    [publisherOf(of(books, 11).authorId)],
    idsOf(books.filter(({ authorId }) => third.some(({ id }) => id === authorId))),
    [1, 2, 3].map((id) => `${publisherOf(id)}: ${booksOf(id).length}`),
  ];
}

function all<R>(count: number, make: (id: number) => R): ReadonlyArray<R> {
  return Array.from({ length: count }, (_, n) => make(n + 1));
}

function of<R>(rows: ReadonlyArray<R>, id: number): R {
  return rows[id - 1]!;
}

function some<R>(rows: ReadonlyArray<R>, ids: ReadonlyArray<number>): ReadonlyArray<R> {
  return ids.map((id) => of(rows, id));
}

function idsOf(rows: ReadonlyArray<{ readonly id: number }>): Answer {
  return rows.map(({ id }) => id);
}
