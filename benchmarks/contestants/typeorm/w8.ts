// W8 with TypeORM: `find` with the relation, change its lists, `save` of those that changed.
import { In } from "typeorm";
import type { W8Input } from "../../scenarios/w8.ts";
import type { Contestant } from "../Contestant.ts";
import { readTagged } from "../readSaved.ts";
import { Book, type TagEntity } from "./entities.ts";
import { openSource } from "./openSource.ts";

export const w8: Contestant<W8Input> = {
  notes: ["Tags that are added are given by their ids; `save` of the books that changed."],
  open: (url, { bookIds, changes }) =>
    openSource(url, async (manager) => {
      const books = await manager.find(Book, {
        where: { id: In([...bookIds]) },
        relations: { tags: true },
        relationLoadStrategy: "query",
      });
      const byId = new Map(books.map((book) => [book.id, book]));
      for (const { bookId, off, on } of changes) {
        const book = byId.get(bookId)!;
        book.tags = [...book.tags.filter(({ id }) => id !== off), { id: on } as TagEntity];
      }
      await manager.save(
        Book,
        changes.map(({ bookId }) => byId.get(bookId)!),
      );
      return () =>
        books.map((book) =>
          readTagged(
            book.id,
            book.tags.map(({ id }) => id),
          ),
        );
    }),
};
