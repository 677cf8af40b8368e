// W6 with TypeORM: `find` with relations, then `save` per type and `remove` within a transaction.
import { In } from "typeorm";
import { older, type W6Input } from "../../scenarios/w6.ts";
import type { Contestant } from "../Contestant.ts";
import { readSaved } from "../readSaved.ts";
import { Author, Book, Review } from "./entities.ts";
import { openSource } from "./openSource.ts";

export const w6: Contestant<W6Input> = {
  notes: ["`save` of a list per type and `remove`, within `transaction`."],
  open: (url, { authorIds, newBooks, reviewIds }) =>
    openSource(url, async (manager) => {
      const found = await manager.find(Author, {
        where: { id: In([...authorIds]) },
        relations: { books: true },
        relationLoadStrategy: "query",
      });
      const reviews = await manager.find(Review, { where: { id: In([...reviewIds]) } });
      const byId = new Map(found.map((author) => [author.id, author]));
      const authors = authorIds.map((id) => byId.get(id)!);
      const books = authors.map((author) => author.books.toSorted((a, b) => a.id - b.id)[0]!);
      for (const author of authors) author.age = older(author.age);
      for (const book of books) book.pages += 1;
      const added = authors.flatMap(({ id }, n) =>
        newBooks[n]!.map((book) => manager.create(Book, { ...book, authorId: id })),
      );
      const deletedIds = reviews.map(({ id }) => id);
      await manager.transaction(async (tx) => {
        await tx.save(Author, authors);
        await tx.save(Book, [...books, ...added]);
        await tx.remove(Review, reviews);
      });
      return () => readSaved({ authors, books, added, deletedIds });
    }),
};
