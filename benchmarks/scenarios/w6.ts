// W6: a graph of authors, books and reviews is loaded, grows, changes and shrinks, and is saved at once.
import type { Client } from "pg";
import type { Fixture, NewBook } from "../fixtures/Fixture.ts";
import { digest } from "./digest.ts";
import type { Reading } from "./Reading.ts";
import { restoreBooks } from "./restoreBooks.ts";
import type { Scenario } from "./Scenario.ts";
import { sinceYesterday } from "./sinceYesterday.ts";

export interface W6Input {
  readonly authors: ReadonlyArray<{
    readonly id: number;
    readonly newBooks: ReadonlyArray<NewBook>;
  }>;
  /** The new last name of each author. */
  readonly lastName: string;
  /** What is put behind the title of each author's book with the lowest id. */
  readonly suffix: string;
  /** The reviews that are loaded and deleted. */
  readonly reviewIds: ReadonlyArray<number>;
}

const suffix = " (2nd)";
const lastName = "Renamed";

export const w6: Scenario<W6Input> = {
  item: "W6",
  title:
    "50 authors with books and 50 reviews loaded; 250 inserts, 100 updates, 50 deletes, one flush",
  question: "What does it cost to save a graph in which a bit of everything happened?",
  equal:
    "The same rows are loaded (50 authors, their books, 50 reviews); each author gets five books and another name, its book with the lowest id another title, and the reviews are deleted, in one transaction, commit included. Afterwards every new book knows its id.",
  fair: [
    "The hand-written statements do not look whether a row was changed meanwhile. Contestants that do, do more.",
    "Afterwards the rows in the database are compared with the objects in memory; then everything is put back and the tables are vacuumed, outside the time.",
  ],
  warmUps: 5,
  iterations: 5,
  input: (fixture) => ({
    authors: fixture.graphAuthorIds().map((id, n) => ({ id, newBooks: newBooks(fixture, n) })),
    lastName,
    suffix,
    reviewIds: fixture.doomedReviewIds(),
  }),
  expected: (fixture) => digest(expectedRecords(fixture)),
  observe: async ({ reading, database, startedAt }) => {
    const since = sinceYesterday(startedAt);
    const changed = await readChanged(database, since);
    const [memory, stored] = [digest(reading), digest(changed)];
    if (memory !== stored)
      return `the objects in memory (${memory}) are not what stands in the database (${stored})`;
    const { rows } = await database.query<{ n: number }>("SELECT count(*)::int AS n FROM reviews");
    return digest([...changed.map(withoutId), ["reviews left", { count: rows[0]!.n }]]);
  },
  reset: async (database, fixture) => {
    await database.query("DELETE FROM books WHERE title LIKE '%volume new %'");
    const authorIds = fixture.graphAuthorIds();
    await restoreBooks(database, fixture, authorIds);
    const authors = authorIds.map((id) => fixture.author(id));
    await database.query(
      "UPDATE authors AS a SET last_name = g.last_name, updated_at = g.updated_at FROM unnest($1::int[], $2::text[], $3::timestamptz[]) AS g(id, last_name, updated_at) WHERE a.id = g.id",
      [
        authorIds,
        authors.map((author) => author.lastName),
        authors.map(({ updatedAt }) => updatedAt),
      ],
    );
    const reviews = fixture.doomedReviewIds().map((id) => fixture.review(id));
    await database.query(
      "INSERT INTO reviews (id, book_id, rating, body, created_at, updated_at) SELECT * FROM unnest($1::int[], $2::int[], $3::int[], $4::text[], $5::timestamptz[], $6::timestamptz[])",
      (["id", "bookId", "rating", "body", "createdAt", "updatedAt"] as const).map((key) =>
        reviews.map((review) => review[key]),
      ),
    );
    await database.query("VACUUM authors, books, reviews");
  },
};

function newBooks(fixture: Fixture, n: number): ReadonlyArray<NewBook> {
  return Array.from({ length: fixture.sizes.booksPerGraphAuthor }, (_, m) => fixture.newBook(n, m));
}

function expectedRecords(fixture: Fixture): ReadonlyArray<readonly [string, object]> {
  const { reviewCount, sizes } = fixture;
  return [
    ...fixture.graphAuthorIds().flatMap((id, n): Array<readonly [string, object]> => {
      // An author's books have the ids id, id + authors, …
      const { title } = fixture.book(id);
      return [
        ["renamed author", { id, lastName }],
        ["renamed book", { id, title: title + suffix }],
        ...newBooks(fixture, n).map((book) => ["created book", { ...book, authorId: id }] as const),
      ];
    }),
    ["reviews left", { count: reviewCount - sizes.graphAuthors }],
  ];
}

/** Ids of new rows are whatever the sequence gave. */
function withoutId(record: Reading): readonly [string, object] {
  if (record[0] !== "created book") return record;
  const { id: _id, ...book } = record[1];
  return [record[0], book];
}

async function readChanged(database: Client, since: Date): Promise<ReadonlyArray<Reading>> {
  const authors = await database.query<{ id: number; lastName: string }>(
    `SELECT id, last_name AS "lastName" FROM authors WHERE updated_at >= $1`,
    [since],
  );
  const renamed = await database.query<{ id: number; title: string }>(
    "SELECT id, title FROM books WHERE updated_at >= $1 AND created_at < $1",
    [since],
  );
  const created = await database.query<NewBook & { id: number; authorId: number }>(
    `SELECT id, author_id AS "authorId", title, isbn, pages, price_cents AS "priceCents" FROM books WHERE created_at >= $1`,
    [since],
  );
  return [
    ...authors.rows.map((row): Reading => ["renamed author", row]),
    ...renamed.rows.map((row): Reading => ["renamed book", row]),
    ...created.rows.map((row): Reading => ["created book", row]),
  ];
}
