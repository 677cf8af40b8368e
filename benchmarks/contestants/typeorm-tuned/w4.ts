// W4 with TypeORM: `insert` of a list per table in one transaction.
import type { W4Input } from "../../scenarios/w4.ts";
import type { Contestant } from "../Contestant.ts";
import { readCreated } from "../readCreated.ts";
import { Author, Book } from "../typeorm/entities.ts";
import { openSource } from "../typeorm/openSource.ts";

export const w4: Contestant<W4Input> = {
  notes: [
    "`insert` of a list per table: the INSERT of its query builder, which its documentation calls the most efficient way to insert; it looks for nothing first and cascades nothing.",
  ],
  open: (url, input) =>
    openSource(url, async (manager) => {
      const created = await manager.transaction(async (tx) => {
        const authors = input.authors.map(({ books: _books, ...author }) => ({ ...author, id: 0 }));
        const authorIds = await tx.insert(Author, authors.map(withoutId));
        for (const [n, { id }] of authorIds.identifiers.entries()) authors[n]!.id = id as number;
        const books = input.authors.flatMap((author, n) =>
          author.books.map((book) => ({ ...book, authorId: authors[n]!.id, id: 0 })),
        );
        const bookIds = await tx.insert(Book, books.map(withoutId));
        for (const [n, { id }] of bookIds.identifiers.entries()) books[n]!.id = id as number;
        return { authors, books };
      });
      return () => readCreated(created);
    }),
};

function withoutId<T extends { readonly id: number }>({ id: _id, ...values }: T): Omit<T, "id"> {
  return values;
}
