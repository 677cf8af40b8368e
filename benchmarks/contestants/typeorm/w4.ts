// W4 with TypeORM: `save` of the authors, then of the books, in one transaction.
import type { W4Input } from "../../scenarios/w4.ts";
import type { Contestant } from "../Contestant.ts";
import { readCreated } from "../readCreated.ts";
import { Author, Book } from "./entities.ts";
import { openSource } from "./openSource.ts";

export const w4: Contestant<W4Input> = {
  notes: ["`save` of a list per type within `transaction`."],
  open: (url, input) =>
    openSource(url, async (manager) => {
      const [authors, books] = await manager.transaction(async (tx) => {
        const saved = await tx.save(
          Author,
          input.authors.map(({ books: _books, ...author }) => tx.create(Author, author)),
        );
        const newBooks = input.authors.flatMap((author, n) =>
          author.books.map((book) => tx.create(Book, { ...book, authorId: saved[n]!.id })),
        );
        return [saved, await tx.save(Book, newBooks)] as const;
      });
      return () => readCreated({ authors, books });
    }),
};
