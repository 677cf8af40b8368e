// W4: create 1,000 authors with 5 books each and save them at once.
import type { Client } from "pg";
import type { NewAuthor, NewBook } from "../fixtures/Fixture.ts";
import { digest } from "./digest.ts";
import type { Reading } from "./Reading.ts";
import type { Scenario } from "./Scenario.ts";

export interface W4Input {
  readonly authors: ReadonlyArray<NewAuthor & { readonly books: ReadonlyArray<NewBook> }>;
}

export const w4: Scenario<W4Input> = {
  item: "W4",
  title: "1,000 new authors with 5 new books each, one flush",
  question: "What does it cost to create 6,000 related rows and save them in one transaction?",
  equal:
    "The same values, one transaction, commit included. Afterwards every created object knows its id and created_at is set.",
  fair: [
    "The new authors have no publisher and no trigger runs: what differs is the contestants' own work.",
    "Afterwards the rows in the database are compared with the values given and with the ids in memory; then they are deleted and the tables vacuumed, outside the time.",
  ],
  warmUps: 4,
  iterations: 3,
  input: (fixture) => ({
    authors: Array.from({ length: fixture.sizes.newAuthors }, (_, n) => ({
      ...fixture.newAuthor(n),
      books: Array.from({ length: fixture.sizes.booksPerNewAuthor }, (_book, m) =>
        fixture.newBook(n, m),
      ),
    })),
  }),
  expected: (fixture) => digest(withoutIds(w4.input(fixture))),
  observe: async ({ reading, database, startedAt }) => {
    const rows = await readCreated(database, startedAt);
    const [memory, stored] = [digest(reading), digest(rows.map(toReading))];
    if (memory !== stored)
      return `the objects in memory (${memory}) are not what stands in the database (${stored})`;
    return digest(rows.map(({ content }) => content));
  },
  reset: async (database) => {
    await database.query("DELETE FROM books WHERE title LIKE '%volume new %'");
    await database.query("DELETE FROM authors WHERE email LIKE '%.new%'");
    await database.query("VACUUM authors, books");
  },
};

function* withoutIds(input: W4Input): Generator<readonly [string, object]> {
  for (const { books, ...author } of input.authors) {
    yield ["author", author];
    for (const book of books) yield ["book", { ...book, authorEmail: author.email }];
  }
}

interface CreatedRow {
  readonly id: number;
  readonly authorId: number | null;
  readonly content: readonly ["author" | "book", object];
}

/** The new rows whose times were set now, give or take a day of difference between two clocks. */
async function readCreated(database: Client, startedAt: Date): Promise<ReadonlyArray<CreatedRow>> {
  const since = new Date(startedAt.getTime() - 86_400_000);
  const authors = await database.query<NewAuthor & { id: number }>(
    `SELECT id, first_name AS "firstName", last_name AS "lastName", email, age, is_active AS "isActive", bio
     FROM authors WHERE email LIKE '%.new%' AND created_at >= $1 AND updated_at >= $1 AND publisher_id IS NULL`,
    [since],
  );
  const books = await database.query<
    NewBook & { id: number; authorId: number; authorEmail: string }
  >(
    `SELECT b.id, b.author_id AS "authorId", a.email AS "authorEmail", b.title, b.isbn, b.pages, b.price_cents AS "priceCents"
     FROM books b JOIN authors a ON a.id = b.author_id
     WHERE b.title LIKE '%volume new %' AND b.created_at >= $1 AND b.updated_at >= $1`,
    [since],
  );
  return [
    ...authors.rows.map(({ id, ...author }) => ({
      id,
      authorId: null,
      content: ["author", author] as const,
    })),
    ...books.rows.map(({ id, authorId, ...book }) => ({
      id,
      authorId,
      content: ["book", book] as const,
    })),
  ];
}

function toReading({ id, authorId, content: [kind, values] }: CreatedRow): [string, object] {
  if (kind === "author") return ["created author", { id, ...values }];
  const { authorEmail: _link, ...book } = values as NewBook & { authorEmail: string };
  return ["created book", { id, authorId, ...book }];
}

/** What a contestant created, in the form all of them report it. */
export type W4Reading = Extract<Reading, readonly ["created author" | "created book", unknown]>;
