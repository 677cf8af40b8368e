// S2 by hand: three parts of a program, each with its own statements and rows.
import type { Reading } from "../../scenarios/Reading.ts";
import type { S2Input } from "../../scenarios/s2.ts";
import type { Contestant } from "../Contestant.ts";
import { openClient } from "./openClient.ts";
import {
  type AuthorRow,
  type BookRow,
  readAuthor,
  readBook,
  selectAuthors,
  selectBooks,
} from "./rows.ts";

export const s2: Contestant<S2Input> = {
  notes: ["It has no session: each part gets rows of its own."],
  open: (url, { authorIds, bookIds }) =>
    openClient(url, async (client) => {
      const byAuthor = `${selectBooks} WHERE author_id = any($1)`;
      const found = await client.query<BookRow>(byAuthor, [authorIds]);
      const byId = await client.query<BookRow>(`${selectBooks} WHERE id = any($1)`, [bookIds]);
      const authors = await client.query<AuthorRow>(`${selectAuthors} WHERE id = any($1)`, [
        authorIds,
      ]);
      const related = await client.query<BookRow>(byAuthor, [authorIds]);
      const booksOf = Map.groupBy(related.rows, (book) => book.author_id);
      const trees = authors.rows.map((author) => ({ author, books: booksOf.get(author.id) ?? [] }));
      return () => [
        ...[...found.rows, ...byId.rows].map((book): Reading => ["book", readBook(book)]),
        ...trees.flatMap(({ author, books }): Reading[] => [
          ["author", readAuthor(author)],
          ...books.map((book): Reading => ["book", readBook(book)]),
        ]),
      ];
    }),
};
