// S2 with MikroORM: two finds and a `populate` on one fork.
import type { Reading } from "../../scenarios/Reading.ts";
import type { S2Input } from "../../scenarios/s2.ts";
import type { Contestant } from "../Contestant.ts";
import { Author, Book } from "./entities.ts";
import { openOrm } from "./openOrm.ts";
import { readAuthor, readBook } from "./readEntity.ts";

export const s2: Contestant<S2Input> = {
  notes: [
    "A `find` by many ids asks the database; only `findOne` by one id asks its identity map.",
  ],
  open: (url, { authorIds, bookIds }) =>
    openOrm(url, {}, async (em) => {
      const ids = [...authorIds];
      const found = await em.find(Book, { author: { $in: ids } });
      const byId = await em.find(Book, { id: { $in: [...bookIds] } });
      const authors = await em.find(
        Author,
        { id: { $in: ids } },
        { populate: ["books"], strategy: "select-in" },
      );
      return () => [
        ...[...found, ...byId].map((book): Reading => ["book", readBook(book)]),
        ...authors.flatMap((author): Reading[] => [
          ["author", readAuthor(author)],
          ...author.books.getItems().map((book): Reading => ["book", readBook(book)]),
        ]),
      ];
    }),
};
