// W4 with Objection: `insertGraph` within a transaction.
import type { Reading } from "../../scenarios/Reading.ts";
import type { W4Input } from "../../scenarios/w4.ts";
import type { Contestant } from "../Contestant.ts";
import { Author } from "./models.ts";
import { openKnex } from "./openKnex.ts";

export const w4: Contestant<W4Input> = {
  notes: ["`insertGraph` within `Model.transaction`."],
  open: (url, input) =>
    openKnex(url, async () => {
      const authors = await Author.transaction(
        async (trx) =>
          await Author.query(trx).insertGraph(
            input.authors.map(({ books, ...author }) => ({ ...author, books: [...books] })),
          ),
      );
      return () => [
        ...authors.map(({ id, firstName, lastName, email, age, isActive, bio }): Reading => [
          "created author",
          { id, firstName, lastName, email, age, isActive, bio },
        ]),
        ...authors.flatMap((author) =>
          author.books.map(({ id, authorId, title, isbn, pages, priceCents }): Reading => [
            "created book",
            { id, authorId, title, isbn, pages, priceCents },
          ]),
        ),
      ];
    }),
};
