// W8 with TypeORM: `find` with the relation, then a delete and an insert of pairs by its query builder in one transaction.
import { In } from "typeorm";
import type { W8Input } from "../../scenarios/w8.ts";
import type { Contestant } from "../Contestant.ts";
import { readTagged } from "../readSaved.ts";
import { Book } from "../typeorm/entities.ts";
import { openSource } from "../typeorm/openSource.ts";

export const w8: Contestant<W8Input> = {
  notes: ["The query builder on the join table: one delete and one insert of pairs."],
  open: (url, { bookIds, changes }) =>
    openSource(url, async (manager) => {
      const books = await manager.find(Book, {
        where: { id: In([...bookIds]) },
        relations: { tags: true },
        relationLoadStrategy: "query",
      });
      await manager.transaction(async (tx) => {
        await tx
          .createQueryBuilder()
          .delete()
          .from("books_to_tags")
          .where("(book_id, tag_id) IN (SELECT * FROM unnest(:books::int[], :tags::int[]))", {
            books: changes.map(({ bookId }) => bookId),
            tags: changes.map(({ off }) => off),
          })
          .execute();
        await tx
          .createQueryBuilder()
          .insert()
          .into("books_to_tags", ["book_id", "tag_id"])
          .values(changes.map(({ bookId, on }) => ({ book_id: bookId, tag_id: on })))
          .execute();
      });
      const tagIds = new Map(
        books.map((book) => [book.id, new Set(book.tags.map(({ id }) => id))]),
      );
      for (const { bookId, off, on } of changes) {
        tagIds.get(bookId)!.delete(off);
        tagIds.get(bookId)!.add(on);
      }
      return () => books.map(({ id }) => readTagged(id, tagIds.get(id)!));
    }),
};
