// W6: a mixed graph: 50 authors with their books and 50 reviews are loaded; then 250 books are new, 50 authors and 50 books change
// and 50 reviews go, all in one flush.
import type { Client } from "pg";
import type { Fixture, NewBook } from "../fixtures/Fixture.ts";
import { digest } from "./digest.ts";
import { keepOriginals, restoreRows, writtenSince } from "./originals.ts";
import type { Reading } from "./Reading.ts";
import type { Scenario } from "./Scenario.ts";

export interface W6Input {
  readonly authorIds: ReadonlyArray<number>;
  /** The new books of each author, in the order of the authors. */
  readonly newBooks: ReadonlyArray<ReadonlyArray<NewBook>>;
  /** The reviews to delete. */
  readonly reviewIds: ReadonlyArray<number>;
}

/** The age that an author gets. */
export function older(age: number | null | undefined): number {
  return (age ?? 30) + 1;
}

export const w6: Scenario<W6Input> = {
  item: "W6",
  title:
    "50 authors, their 500 books and 50 reviews: 250 books added, 100 rows changed, 50 deleted, one flush",
  question: "What does it cost to save a graph of which some is new, some changed and some gone?",
  equal:
    "The rows are loaded, each author's age and its first book's pages grow by one, each author gets five books, the reviews are deleted; one transaction, commit included. New objects know their ids, updated_at is set.",
  fair: [
    "An author's first book is the one with the lowest id.",
    "The rows in the database are compared with the objects in memory and with the right answer; then they are put back, outside the time.",
  ],
  warmUps: 4,
  iterations: 3,
  input: (fixture) => ({
    authorIds: authorIdsOf(fixture),
    newBooks: authorIdsOf(fixture).map((id) =>
      Array.from({ length: fixture.sizes.booksPerSavedAuthor }, (_, m) => fixture.newBook(id, m)),
    ),
    reviewIds: reviewIdsOf(fixture),
  }),
  expected: (fixture) => digest(savedIn(fixture)),
  prepare: (database) => keepOriginals(database, ["authors", "books", "reviews"]),
  observe: async ({ reading, database, startedAt }) => {
    const stored = await readSaved(database, writtenSince(startedAt));
    const [memory, observed] = [digest(reading), digest(stored)];
    if (memory !== observed)
      return `the objects in memory (${memory}) are not what stands in the database (${observed})`;
    return digest(stored.map(withoutNewId));
  },
  reset: async (database) => {
    await database.query("DELETE FROM books WHERE title LIKE '%volume new %'");
    await restoreRows(database, "authors", ["age"]);
    await restoreRows(database, "books", ["pages"]);
    await database.query(
      "INSERT INTO reviews SELECT o.* FROM original.reviews o WHERE NOT EXISTS (SELECT 1 FROM reviews r WHERE r.id = o.id)",
    );
    await database.query("VACUUM authors, books, reviews");
  },
};

function authorIdsOf(fixture: Fixture): ReadonlyArray<number> {
  return fixture.treeAuthorIds().slice(0, fixture.sizes.savedAuthors);
}

/** Of other books than those that are loaded: the last ones of the table. */
function reviewIdsOf({ reviewCount, sizes }: Fixture): ReadonlyArray<number> {
  return Array.from({ length: sizes.savedAuthors }, (_, n) => reviewCount - n);
}

function* savedIn(fixture: Fixture): Generator<readonly [string, object]> {
  const { authorIds, newBooks, reviewIds } = w6.input(fixture);
  for (const [n, id] of authorIds.entries()) {
    yield ["saved author", { id, age: older(fixture.author(id).age) }];
    const bookId = Math.min(...fixture.bookIdsOf(id));
    yield ["saved book", { id: bookId, pages: fixture.book(bookId).pages + 1 }];
    for (const book of newBooks[n]!) yield ["created book", { authorId: id, ...book }];
  }
  for (const id of reviewIds) yield ["deleted review", { id }];
}

async function readSaved(database: Client, since: Date): Promise<ReadonlyArray<Reading>> {
  const authors = await database.query<{ id: number; age: number }>(
    `SELECT a.id, a.age FROM authors a JOIN original.authors o USING (id)
     WHERE a.age IS DISTINCT FROM o.age AND a.updated_at >= $1`,
    [since],
  );
  const books = await database.query<{ id: number; pages: number }>(
    `SELECT b.id, b.pages FROM books b JOIN original.books o USING (id)
     WHERE b.pages <> o.pages AND b.updated_at >= $1`,
    [since],
  );
  const created = await database.query<NewBook & { id: number; authorId: number }>(
    `SELECT id, author_id AS "authorId", title, isbn, pages, price_cents AS "priceCents" FROM books
     WHERE title LIKE '%volume new %' AND created_at >= $1 AND updated_at >= $1`,
    [since],
  );
  const deleted = await database.query<{ id: number }>(
    "SELECT o.id FROM original.reviews o LEFT JOIN reviews r USING (id) WHERE r.id IS NULL",
  );
  return [
    ...authors.rows.map((row): Reading => ["saved author", row]),
    ...books.rows.map((row): Reading => ["saved book", row]),
    ...created.rows.map((row): Reading => ["created book", row]),
    ...deleted.rows.map((row): Reading => ["deleted review", row]),
  ];
}

/** Which ids new rows get is nobody's choice. */
function withoutNewId([kind, record]: Reading): readonly [string, object] {
  if (kind !== "created book") return [kind, record];
  const { id: _id, ...values } = record;
  return [kind, values];
}
