// S2 with Kingpost: a find, a load by id, a hint, all in one unit of work.
import type { Reading } from "../../scenarios/Reading.ts";
import type { S2Input } from "../../scenarios/s2.ts";
import type { Contestant } from "../Contestant.ts";
import { Author } from "./entities/Author.ts";
import { Book } from "./entities/Book.ts";
import { openDriver } from "./openDriver.ts";
import { readAuthor, readBook } from "./readEntity.ts";

export const s2: Contestant<S2Input> = {
  notes: ["What is in the unit of work by its id is not asked for again."],
  open: (url, { authorIds, bookIds }) =>
    openDriver(url, async (em) => {
      const ids = authorIds.map((id) => `a:${id}`);
      const found = await em.find(Book, { author: ids });
      const byId = await em.loadAll(
        Book,
        bookIds.map((id) => `b:${id}`),
      );
      const authors = await em.loadAll(Author, ids, "books");
      return () => [
        ...[...found, ...byId].map((book): Reading => ["book", readBook(book)]),
        ...authors.flatMap((author): Reading[] => [
          ["author", readAuthor(author)],
          ...author.books.get.map((book): Reading => ["book", readBook(book)]),
        ]),
      ];
    }),
};
