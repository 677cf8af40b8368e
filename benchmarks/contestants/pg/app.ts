// The application of S8 by hand.
import type { Client } from "pg";
import type { NewAuthor, NewBook } from "../../fixtures/Fixture.ts";
import type { AuthorPage, BookSearch, FoundBook, Library } from "../../scenarios/s8.ts";
import { inTransaction } from "./inTransaction.ts";

interface AuthorHead {
  readonly name: string;
  readonly publisher: string | null;
}

interface BookLine {
  readonly id: number;
  readonly title: string;
  readonly pages: number;
  readonly tags: ReadonlyArray<string>;
  readonly ratings: ReadonlyArray<number>;
}

export class App implements Library {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  async addAuthor(author: NewAuthor, books: ReadonlyArray<NewBook>): Promise<number> {
    let id = Number.NaN;
    await inTransaction(this.#client, async () => {
      const { rows } = await this.#client.query<{ id: number }>(
        `INSERT INTO authors (first_name, last_name, email, age, is_active, bio)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
        [author.firstName, author.lastName, author.email, author.age, author.isActive, author.bio],
      );
      id = rows[0]!.id;
      await this.#client.query(
        `INSERT INTO books (author_id, title, isbn, pages, price_cents)
         SELECT $1, title, isbn, pages, price_cents
         FROM unnest($2::text[], $3::text[], $4::int[], $5::int[]) AS t(title, isbn, pages, price_cents)`,
        [
          id,
          books.map((book) => book.title),
          books.map((book) => book.isbn),
          books.map((book) => book.pages),
          books.map((book) => book.priceCents),
        ],
      );
    });
    return id;
  }

  async findBooks({ publisherName, minPages, limit }: BookSearch): Promise<FoundBook[]> {
    const conditions: string[] = [];
    const values: unknown[] = [limit];
    if (publisherName !== undefined) conditions.push(`p.name = $${values.push(publisherName)}`);
    if (minPages !== undefined) conditions.push(`b.pages >= $${values.push(minPages)}`);
    const where = conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
    const { rows } = await this.#client.query<FoundBook>(
      `SELECT b.title, a.first_name || ' ' || a.last_name AS author
       FROM books b JOIN authors a ON a.id = b.author_id LEFT JOIN publishers p ON p.id = a.publisher_id
       ${where} ORDER BY b.title LIMIT $1`,
      values,
    );
    return rows;
  }

  async authorPage(id: number): Promise<AuthorPage | undefined> {
    const authors = await this.#client.query<AuthorHead>(
      `SELECT a.first_name || ' ' || a.last_name AS name, p.name AS publisher
       FROM authors a LEFT JOIN publishers p ON p.id = a.publisher_id WHERE a.id = $1`,
      [id],
    );
    const [author] = authors.rows;
    if (author === undefined) return undefined;
    const books = await this.#client.query<BookLine>(
      `SELECT b.id, b.title, b.pages,
         ARRAY(SELECT t.name FROM books_to_tags l JOIN tags t ON t.id = l.tag_id WHERE l.book_id = b.id) AS tags,
         ARRAY(SELECT r.rating FROM reviews r WHERE r.book_id = b.id) AS ratings
       FROM books b WHERE b.author_id = $1`,
      [id],
    );
    return { ...author, books: books.rows };
  }

  async review(bookId: number, rating: number, body: string): Promise<void> {
    await this.#client.query("INSERT INTO reviews (book_id, rating, body) VALUES ($1, $2, $3)", [
      bookId,
      rating,
      body,
    ]);
  }

  async editBook(id: number, { title, pages }: { title?: string; pages?: number }): Promise<void> {
    await this.#client.query(
      `UPDATE books SET title = coalesce($2, title), pages = coalesce($3, pages), updated_at = now()
       WHERE id = $1`,
      [id, title, pages],
    );
  }

  async moveBooks(fromId: number, toId: number): Promise<void> {
    await this.#client.query(
      "UPDATE books SET author_id = $2, updated_at = now() WHERE author_id = $1",
      [fromId, toId],
    );
  }

  async retag(bookId: number, names: ReadonlyArray<string>): Promise<void> {
    await inTransaction(this.#client, async () => {
      await this.#client.query(
        "INSERT INTO tags (name) SELECT unnest($1::text[]) ON CONFLICT (name) DO NOTHING",
        [names],
      );
      await this.#client.query(
        `DELETE FROM books_to_tags l USING tags t
         WHERE l.tag_id = t.id AND l.book_id = $1 AND t.name <> all($2)`,
        [bookId, names],
      );
      await this.#client.query(
        `INSERT INTO books_to_tags (book_id, tag_id) SELECT $1, id FROM tags WHERE name = any($2)
         ON CONFLICT (book_id, tag_id) DO NOTHING`,
        [bookId, names],
      );
    });
  }

  async removeAuthor(id: number): Promise<void> {
    await inTransaction(this.#client, async () => {
      await this.#client.query(
        "DELETE FROM reviews r USING books b WHERE b.id = r.book_id AND b.author_id = $1",
        [id],
      );
      await this.#client.query("DELETE FROM books WHERE author_id = $1", [id]);
      await this.#client.query("DELETE FROM authors WHERE id = $1", [id]);
    });
  }
}
