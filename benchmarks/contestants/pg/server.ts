// G1 to G3 by hand: named statements, Mercurius' own loaders, one UPDATE for a save.
import { Pool } from "pg";
import { newApp, sdl } from "../../load/newApp.ts";
import { numberOf } from "../../load/numberOf.ts";
import { scalars } from "../../load/scalars.ts";
import type { ServingContestant } from "../ServingContestant.ts";
import type { AuthorRow, BookRow, ReviewRow } from "./rows.ts";

type Of<T> = ReadonlyArray<{ readonly obj: T }>;

/** Rows with the names of the schema, so that no resolver is needed for a column. */
const authorColumns =
  'id, first_name AS "firstName", last_name AS "lastName", email, age, is_active AS "isActive", bio, created_at AS "createdAt", updated_at AS "updatedAt"';
const bookColumns =
  'id, author_id AS "authorId", title, isbn, pages, price_cents AS "priceCents", created_at AS "createdAt", updated_at AS "updatedAt"';
const reviewColumns =
  'id, book_id AS "bookId", rating, body, created_at AS "createdAt", updated_at AS "updatedAt"';

interface Author extends Pick<AuthorRow, "id"> {}
interface Book extends Pick<BookRow, "id"> {
  readonly authorId: number;
}
interface Review extends Pick<ReviewRow, "id"> {
  readonly bookId: number;
}

interface SaveBookInput {
  readonly id?: string;
  readonly authorId?: string;
  readonly title?: string;
  readonly isbn?: string | null;
  readonly pages?: number;
  readonly priceCents?: number;
}

export const server: ServingContestant = {
  notes: [
    "Mercurius' loaders run with `cache: false`, which is faster here; a save is one UPDATE of the columns that came, without a transaction of its own and without a look at what was there.",
  ],
  open: async (url, poolSize) => {
    const pool = new Pool({ connectionString: url, max: poolSize });
    const rowsOf = async <R extends object>(
      name: string,
      text: string,
      values: unknown[],
    ): Promise<R[]> => (await pool.query<R>({ name, text, values })).rows;

    const app = await newApp({
      graphql: {
        schema: sdl,
        resolvers: {
          ...scalars,
          Query: {
            authors: async (
              _: unknown,
              { filter, first }: { filter?: { id?: string[] }; first?: number },
            ) => ({
              nodes: await rowsOf<Author>(
                "authors",
                `SELECT ${authorColumns} FROM authors WHERE $1::int[] IS NULL OR id = any($1) ORDER BY id LIMIT $2`,
                [filter?.id?.map(numberOf) ?? null, first ?? 100],
              ),
            }),
            book: async (_: unknown, { id }: { id: string }) => {
              const [book] = await rowsOf<Book>(
                "book",
                `SELECT ${bookColumns} FROM books WHERE id = $1`,
                [numberOf(id)],
              );
              if (book === undefined) throw new Error(`There is no book ${id}.`);
              return book;
            },
          },
          Mutation: {
            saveBook: async (_: unknown, { input }: { input: SaveBookInput }) => ({
              book: await saveBook(input),
            }),
          },
          Author: { id: ({ id }: Author) => `a:${id}` },
          Book: { id: ({ id }: Book) => `b:${id}` },
          Review: { id: ({ id }: Review) => `r:${id}` },
        },
        loaders: {
          Author: {
            books: { loader: (queries: Of<Author>) => booksOf(queries), opts: { cache: false } },
          },
          Book: {
            author: { loader: (queries: Of<Book>) => authorsOf(queries), opts: { cache: false } },
            reviews: { loader: (queries: Of<Book>) => reviewsOf(queries), opts: { cache: false } },
          },
          Review: {
            book: { loader: (queries: Of<Review>) => booksById(queries), opts: { cache: false } },
          },
        },
      },
    });
    return { app, close: () => pool.end() };

    async function booksOf(queries: Of<Author>): Promise<Book[][]> {
      const rows = await rowsOf<Book>(
        "booksOf",
        `SELECT ${bookColumns} FROM books WHERE author_id = any($1) ORDER BY id`,
        [queries.map(({ obj }) => obj.id)],
      );
      const byAuthor = Map.groupBy(rows, ({ authorId }) => authorId);
      return queries.map(({ obj }) => byAuthor.get(obj.id) ?? []);
    }

    async function reviewsOf(queries: Of<Book>): Promise<Review[][]> {
      const rows = await rowsOf<Review>(
        "reviewsOf",
        `SELECT ${reviewColumns} FROM reviews WHERE book_id = any($1) ORDER BY id`,
        [queries.map(({ obj }) => obj.id)],
      );
      const byBook = Map.groupBy(rows, ({ bookId }) => bookId);
      return queries.map(({ obj }) => byBook.get(obj.id) ?? []);
    }

    async function authorsOf(queries: Of<Book>): Promise<Array<Author | undefined>> {
      const rows = await rowsOf<Author>(
        "authorsOf",
        `SELECT ${authorColumns} FROM authors WHERE id = any($1)`,
        [queries.map(({ obj }) => obj.authorId)],
      );
      const byId = new Map(rows.map((row) => [row.id, row]));
      return queries.map(({ obj }) => byId.get(obj.authorId));
    }

    async function booksById(queries: Of<Review>): Promise<Array<Book | undefined>> {
      const rows = await rowsOf<Book>(
        "booksById",
        `SELECT ${bookColumns} FROM books WHERE id = any($1)`,
        [queries.map(({ obj }) => obj.bookId)],
      );
      const byId = new Map(rows.map((row) => [row.id, row]));
      return queries.map(({ obj }) => byId.get(obj.bookId));
    }

    /** What is left out stays as it is; `null` empties `isbn`, the one column that may be empty. */
    async function saveBook({
      id,
      authorId,
      title,
      isbn,
      pages,
      priceCents,
    }: SaveBookInput): Promise<Book> {
      const author = authorId === undefined ? null : numberOf(authorId);
      const values = [author, title ?? null, isbn ?? null, pages ?? null, priceCents ?? null];
      const [book] =
        id === undefined
          ? await rowsOf<Book>(
              "insertBook",
              `INSERT INTO books (author_id, title, isbn, pages, price_cents) VALUES ($1, $2, $3, $4, $5) RETURNING ${bookColumns}`,
              values,
            )
          : await rowsOf<Book>(
              "updateBook",
              `UPDATE books SET author_id = coalesce($1, author_id), title = coalesce($2, title), isbn = CASE WHEN $7 THEN $3 ELSE isbn END,
                 pages = coalesce($4, pages), price_cents = coalesce($5, price_cents), updated_at = now()
               WHERE id = $6 RETURNING ${bookColumns}`,
              [...values, numberOf(id), isbn !== undefined],
            );
      if (book === undefined) throw new Error(`There is no book ${id}.`);
      return book;
    }
  },
};
