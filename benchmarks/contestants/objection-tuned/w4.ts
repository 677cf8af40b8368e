// W4 with Objection: `insert` of a list per table in one transaction.
import type { W4Input } from "../../scenarios/w4.ts";
import type { Contestant } from "../Contestant.ts";
import { Author, Book } from "../objection/models.ts";
import { openKnex } from "../objection/openKnex.ts";
import { readCreated } from "../readCreated.ts";

export const w4: Contestant<W4Input> = {
  notes: [
    "`insert` of a list per table, which Objection has for Postgres: `insertGraph` sends a hundred rows at a time.",
  ],
  open: (url, input) =>
    openKnex(url, async () => {
      const created = await Author.transaction(async (trx) => {
        const authors = await Author.query(trx).insert(
          input.authors.map(({ books: _books, ...author }) => author),
        );
        const books = await Book.query(trx).insert(
          input.authors.flatMap((author, n) =>
            author.books.map((book) => ({ ...book, authorId: authors[n]!.id })),
          ),
        );
        return { authors, books };
      });
      return () => readCreated(created);
    }),
};
