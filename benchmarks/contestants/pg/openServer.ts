// What the hand-written servers have in common: named statements, Mercurius' own loaders.
import { Pool } from "pg";
import { newApp, sdl } from "../../load/newApp.ts";
import { numberOf } from "../../load/numberOf.ts";
import { scalars } from "../../load/scalars.ts";
import type { Serving } from "../ServingContestant.ts";
import type { AuthorRow, ReviewRow } from "./rows.ts";

type Of<T> = ReadonlyArray<{ readonly obj: T }>;

/** Rows with the names of the schema, so that no resolver is needed for a column. */
const authorColumns =
  'id, first_name AS "firstName", last_name AS "lastName", email, age, is_active AS "isActive", bio, created_at AS "createdAt", updated_at AS "updatedAt"';
export const bookColumns =
  'id, author_id AS "authorId", title, isbn, pages, price_cents AS "priceCents", created_at AS "createdAt", updated_at AS "updatedAt"';
const reviewColumns =
  'id, book_id AS "bookId", rating, body, created_at AS "createdAt", updated_at AS "updatedAt"';

interface Author extends Pick<AuthorRow, "id"> {}
export interface BookObject {
  readonly id: number;
  readonly title: string;
  readonly isbn: string | null;
  readonly pages: number;
  readonly priceCents: number;
  readonly authorId: number;
}
interface Review extends Pick<ReviewRow, "id"> {
  readonly bookId: number;
}

export interface SaveBookInput {
  readonly id?: string;
  readonly authorId?: string;
  readonly title?: string;
  readonly isbn?: string | null;
  readonly pages?: number;
  readonly priceCents?: number;
}

/** Saves one book, in one statement or in several. */
export type SaveBook = (pool: Pool, input: SaveBookInput) => Promise<BookObject | undefined>;

/** Serves everything; how a book is saved is handed in. */
export async function openServer(url: string, poolSize: number, save: SaveBook): Promise<Serving> {
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
            const [book] = await rowsOf<BookObject>(
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
            book: await save(pool, input),
          }),
        },
        Author: { id: ({ id }: Author) => `a:${id}` },
        Book: { id: ({ id }: BookObject) => `b:${id}` },
        Review: { id: ({ id }: Review) => `r:${id}` },
      },
      loaders: {
        Author: {
          books: { loader: (queries: Of<Author>) => booksOf(queries), opts: { cache: false } },
        },
        Book: {
          author: {
            loader: (queries: Of<BookObject>) => authorsOf(queries),
            opts: { cache: false },
          },
          reviews: {
            loader: (queries: Of<BookObject>) => reviewsOf(queries),
            opts: { cache: false },
          },
        },
        Review: {
          book: { loader: (queries: Of<Review>) => booksById(queries), opts: { cache: false } },
        },
      },
    },
  });
  return { app, close: () => pool.end() };

  async function booksOf(queries: Of<Author>): Promise<BookObject[][]> {
    const rows = await rowsOf<BookObject>(
      "booksOf",
      `SELECT ${bookColumns} FROM books WHERE author_id = any($1) ORDER BY id`,
      [queries.map(({ obj }) => obj.id)],
    );
    const byAuthor = Map.groupBy(rows, ({ authorId }) => authorId);
    return queries.map(({ obj }) => byAuthor.get(obj.id) ?? []);
  }

  async function reviewsOf(queries: Of<BookObject>): Promise<Review[][]> {
    const rows = await rowsOf<Review>(
      "reviewsOf",
      `SELECT ${reviewColumns} FROM reviews WHERE book_id = any($1) ORDER BY id`,
      [queries.map(({ obj }) => obj.id)],
    );
    const byBook = Map.groupBy(rows, ({ bookId }) => bookId);
    return queries.map(({ obj }) => byBook.get(obj.id) ?? []);
  }

  async function authorsOf(queries: Of<BookObject>): Promise<Array<Author | undefined>> {
    const rows = await rowsOf<Author>(
      "authorsOf",
      `SELECT ${authorColumns} FROM authors WHERE id = any($1)`,
      [queries.map(({ obj }) => obj.authorId)],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return queries.map(({ obj }) => byId.get(obj.authorId));
  }

  async function booksById(queries: Of<Review>): Promise<Array<BookObject | undefined>> {
    const rows = await rowsOf<BookObject>(
      "booksById",
      `SELECT ${bookColumns} FROM books WHERE id = any($1)`,
      [queries.map(({ obj }) => obj.bookId)],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return queries.map(({ obj }) => byId.get(obj.bookId));
  }
}
