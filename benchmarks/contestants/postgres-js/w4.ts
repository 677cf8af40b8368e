// W4 with postgres.js by hand: its helper for many rows, one INSERT per table within `sql.begin`.
import type { CreatedAuthor, CreatedBook } from "../../scenarios/Reading.ts";
import type { W4Input } from "../../scenarios/w4.ts";
import type { Contestant } from "../Contestant.ts";
import { readCreated } from "../readCreated.ts";
import { openSql } from "./openSql.ts";

export const w4: Contestant<W4Input> = {
  notes: ["`sql(rows, …columns)`: one INSERT with a value list per table."],
  open: (url, input) =>
    openSql(url, async (sql) => {
      const created = await sql.begin(async (tx) => {
        const authors = await tx<CreatedAuthor[]>`
          INSERT INTO authors ${tx(input.authors.map(({ books: _books, ...author }) => author))}
          RETURNING id, first_name, last_name, email, age, is_active, bio`;
        const newBooks = input.authors.flatMap((author, n) =>
          author.books.map((book) => ({ ...book, authorId: authors[n]!.id })),
        );
        const books = await tx<CreatedBook[]>`
          INSERT INTO books ${tx(newBooks)} RETURNING id, author_id, title, isbn, pages, price_cents`;
        return { authors, books };
      });
      return () => readCreated(created);
    }),
};
