// The fifty queries of S7 by hand.
import type { Client } from "pg";
import type { Answer, S7Input } from "../../scenarios/s7.ts";

interface Name {
  readonly name: string;
}

interface Email {
  readonly email: string;
}

interface Title {
  readonly title: string;
}

export async function queries(client: Client, input: S7Input): Promise<ReadonlyArray<Answer>> {
  const { publisherName, authorEmail, bookTitle, reviewBody, tagName } = input;
  const rows = async <T extends object>(
    text: string,
    values: ReadonlyArray<unknown> = [],
  ): Promise<ReadonlyArray<T>> => (await client.query<T>(text, [...values])).rows;
  const ids = async (text: string, values: ReadonlyArray<unknown> = []): Promise<Answer> =>
    (await rows<{ readonly id: number }>(text, values)).map(({ id }) => id);
  const count = async (text: string): Promise<Answer> =>
    (await rows<{ readonly count: string }>(text)).map((row) => Number(row.count));
  return [
    (await rows<Name>("SELECT name FROM publishers WHERE id = $1", [3])).map(({ name }) => name),
    (await rows<Email>("SELECT email FROM authors WHERE id = $1", [7])).map(({ email }) => email),
    (await rows<Title>("SELECT title FROM books WHERE id = $1", [11])).map(({ title }) => title),
    (await rows<{ body: string }>("SELECT body FROM reviews WHERE id = $1", [13])).map(
      ({ body }) => body,
    ),
    (await rows<Name>("SELECT name FROM tags WHERE id = $1", [4])).map(({ name }) => name),
    (
      await rows<Name>("SELECT name FROM publishers WHERE id = any($1) ORDER BY id", [[1, 2, 3]])
    ).map(({ name }) => name),
    (
      await rows<Email>("SELECT email FROM authors WHERE id = any($1) ORDER BY id", [[1, 2, 3, 4]])
    ).map(({ email }) => email),
    (await rows<Title>("SELECT title FROM books WHERE id = any($1) ORDER BY id", [[2, 4, 6]])).map(
      ({ title }) => title,
    ),
    (
      await rows<{ body: string }>("SELECT body FROM reviews WHERE id = any($1) ORDER BY id", [
        [5, 7, 9],
      ])
    ).map(({ body }) => body),
    (await rows<Name>("SELECT name FROM tags WHERE id = any($1) ORDER BY id", [[1, 2, 3]])).map(
      ({ name }) => name,
    ),
    await ids("SELECT id FROM publishers WHERE name = $1", [publisherName]),
    await ids("SELECT id FROM authors WHERE email = $1", [authorEmail]),
    await ids("SELECT id FROM books WHERE title = $1", [bookTitle]),
    await ids("SELECT id FROM reviews WHERE body = $1", [reviewBody]),
    await ids("SELECT id FROM tags WHERE name = $1", [tagName]),
    await ids(
      "SELECT id FROM publishers WHERE founded_year >= 1900 AND country <> 'US' ORDER BY id",
    ),
    await ids("SELECT id FROM authors WHERE is_active AND age > 50 ORDER BY id"),
    await ids("SELECT id FROM books WHERE pages > 700 AND price_cents < 2000 ORDER BY id"),
    await ids("SELECT id FROM reviews WHERE rating = 5 AND id <= 100 ORDER BY id"),
    await ids("SELECT id FROM tags WHERE id > 5 ORDER BY id"),
    await ids("SELECT id FROM publishers WHERE founded_year IS NULL ORDER BY id"),
    await ids("SELECT id FROM authors WHERE bio IS NULL OR age IS NULL ORDER BY id"),
    await ids("SELECT id FROM books WHERE isbn IS NULL ORDER BY id"),
    await ids("SELECT id FROM reviews WHERE rating IN (1, 2) AND id <= 100 ORDER BY id"),
    await ids("SELECT id FROM tags WHERE name LIKE 'a%' ORDER BY id"),
    await ids("SELECT id FROM publishers ORDER BY id DESC LIMIT 3"),
    await ids("SELECT id FROM authors WHERE age IS NOT NULL ORDER BY age DESC, id LIMIT 5"),
    await ids("SELECT id FROM books ORDER BY pages DESC, id LIMIT 5"),
    await ids("SELECT id FROM reviews WHERE id <= 100 ORDER BY rating DESC, id LIMIT 5"),
    await ids("SELECT id FROM tags ORDER BY id DESC LIMIT 3 OFFSET 1"),
    await count("SELECT count(*) FROM publishers WHERE country = 'US'"),
    await count("SELECT count(*) FROM authors WHERE NOT is_active"),
    await count("SELECT count(*) FROM books WHERE price_cents >= 1000 AND price_cents < 2000"),
    await count("SELECT count(*) FROM reviews WHERE rating >= 4"),
    await count("SELECT count(*) FROM tags"),
    await ids(
      "SELECT id FROM publishers p WHERE EXISTS (SELECT FROM authors a WHERE a.publisher_id = p.id AND a.age > 80) ORDER BY id",
    ),
    await ids(
      "SELECT a.id FROM authors a JOIN publishers p ON p.id = a.publisher_id WHERE p.name = $1 ORDER BY a.id",
      [publisherName],
    ),
    await ids(
      "SELECT b.id FROM books b JOIN authors a ON a.id = b.author_id WHERE a.email = $1 ORDER BY b.id",
      [authorEmail],
    ),
    await ids(
      "SELECT r.id FROM reviews r JOIN books b ON b.id = r.book_id JOIN authors a ON a.id = b.author_id WHERE a.email = $1 ORDER BY r.id",
      [authorEmail],
    ),
    await ids(
      "SELECT b.id FROM books b WHERE b.author_id = $1 AND EXISTS (SELECT FROM reviews r WHERE r.book_id = b.id AND r.rating = 5) ORDER BY b.id",
      [7],
    ),
    (
      await rows<Email>(
        "SELECT a.email FROM authors a WHERE a.publisher_id = $1 ORDER BY a.id",
        [3],
      )
    ).map(({ email }) => email),
    (await rows<Title>("SELECT title FROM books WHERE author_id = $1 ORDER BY id", [7])).map(
      ({ title }) => title,
    ),
    (
      await rows<Email>(
        "SELECT a.email FROM books b JOIN authors a ON a.id = b.author_id WHERE b.id = $1",
        [11],
      )
    ).map(({ email }) => email),
    (
      await rows<Title>(
        "SELECT b.title FROM reviews r JOIN books b ON b.id = r.book_id WHERE r.id = $1",
        [13],
      )
    ).map(({ title }) => title),
    (
      await rows<Name>(
        "SELECT t.name FROM books_to_tags l JOIN tags t ON t.id = l.tag_id WHERE l.book_id = $1 ORDER BY t.id",
        [11],
      )
    ).map(({ name }) => name),
    (
      await rows<{ rating: number }>(
        "SELECT r.rating FROM reviews r JOIN books b ON b.id = r.book_id WHERE b.author_id = $1 ORDER BY r.id",
        [7],
      )
    ).map(({ rating }) => rating),
    (
      await rows<Email>(
        "SELECT a.email FROM reviews r JOIN books b ON b.id = r.book_id JOIN authors a ON a.id = b.author_id WHERE r.id = $1",
        [13],
      )
    ).map(({ email }) => email),
    (
      await rows<Name>(
        "SELECT p.name FROM books b JOIN authors a ON a.id = b.author_id JOIN publishers p ON p.id = a.publisher_id WHERE b.id = $1",
        [11],
      )
    ).map(({ name }) => name),
    await ids(
      "SELECT b.id FROM books b JOIN authors a ON a.id = b.author_id WHERE a.publisher_id = $1 ORDER BY b.id",
      [3],
    ),
    (
      await rows<Name & { readonly books: string }>(
        "SELECT p.name, (SELECT count(*) FROM books b WHERE b.author_id = a.id) AS books FROM authors a JOIN publishers p ON p.id = a.publisher_id WHERE a.id = any($1) ORDER BY a.id",
        [[1, 2, 3]],
      )
    ).map(({ name, books }) => `${name}: ${books}`),
  ];
}
