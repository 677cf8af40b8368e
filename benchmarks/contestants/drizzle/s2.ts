// S2 with Drizzle: two selects and a relational query.
import { inArray } from "drizzle-orm";
import type { Reading } from "../../scenarios/Reading.ts";
import type { S2Input } from "../../scenarios/s2.ts";
import type { Contestant } from "../Contestant.ts";
import { readAuthor, readBook } from "../readRecord.ts";
import { nothing, openDatabase } from "./openDatabase.ts";
import { authors, books } from "./schema.ts";

export const s2: Contestant<S2Input> = {
  notes: ["It has no session: each part gets rows of its own."],
  open: (url, input) =>
    openDatabase(url, nothing, async (db) => {
      const authorIds = [...input.authorIds];
      const found = await db.select().from(books).where(inArray(books.authorId, authorIds));
      const byId = await db
        .select()
        .from(books)
        .where(inArray(books.id, [...input.bookIds]));
      const trees = await db.query.authors.findMany({
        where: inArray(authors.id, authorIds),
        with: { books: true },
      });
      return () => [
        ...[...found, ...byId].map((book): Reading => ["book", readBook(book)]),
        ...trees.flatMap((author): Reading[] => [
          ["author", readAuthor(author)],
          ...author.books.map((book): Reading => ["book", readBook(book)]),
        ]),
      ];
    }),
};
