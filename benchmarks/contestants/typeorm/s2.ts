// S2 with TypeORM: two finds by a condition and one with relations.
import { In } from "typeorm";
import type { Reading } from "../../scenarios/Reading.ts";
import type { S2Input } from "../../scenarios/s2.ts";
import type { Contestant } from "../Contestant.ts";
import { readAuthor, readBook } from "../readRecord.ts";
import { Author, Book } from "./entities.ts";
import { openSource } from "./openSource.ts";

export const s2: Contestant<S2Input> = {
  notes: ["It has no session: each part gets objects of its own."],
  open: (url, { authorIds, bookIds }) =>
    openSource(url, async (manager) => {
      const found = await manager.findBy(Book, { authorId: In([...authorIds]) });
      const byId = await manager.findBy(Book, { id: In([...bookIds]) });
      const authors = await manager.find(Author, {
        where: { id: In([...authorIds]) },
        relations: { books: true },
        relationLoadStrategy: "join",
      });
      return () => [
        ...[...found, ...byId].map((book): Reading => ["book", readBook(book)]),
        ...authors.flatMap((author): Reading[] => [
          ["author", readAuthor(author)],
          ...author.books.map((book): Reading => ["book", readBook(book)]),
        ]),
      ];
    }),
};
