// W6 with TypeORM: `find` with relations, then `insert` of what is new, `save` of what changed and `delete` in one transaction.
import { In } from "typeorm";
import { older, type W6Input } from "../../scenarios/w6.ts";
import type { Contestant } from "../Contestant.ts";
import { readSaved } from "../readSaved.ts";
import { Author, Book, Review } from "../typeorm/entities.ts";
import { openSource } from "../typeorm/openSource.ts";

export const w6: Contestant<W6Input> = {
  notes: [
    "`insert` of what is new and `delete` by ids. What changed is saved by `save`: `upsert` leaves out ids that the database generates, so it cannot update by them.",
  ],
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
      const values = authors.flatMap(({ id }, n) =>
        newBooks[n]!.map((book) => ({ ...book, authorId: id })),
      );
      const deletedIds = reviews.map(({ id }) => id);
      const added = await manager.transaction(async (tx) => {
        await tx.save(Author, authors);
        await tx.save(Book, books);
        // Not before its author is saved: `save` takes children away that the author's list does not have.
        const { identifiers } = await tx.insert(
          Book,
          values.map((book) => ({ ...book })),
        );
        await tx.delete(Review, deletedIds);
        return values.map((book, n) => ({ ...book, id: identifiers[n]!["id"] as number }));
      });
      return () => readSaved({ authors, books, added, deletedIds });
    }),
};
