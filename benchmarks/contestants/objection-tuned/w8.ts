// W8 with Objection: a graph, then a `delete` and an `insert` of pairs by a model of the join table in one transaction.
import { Model, snakeCaseMappers } from "objection";
import type { W8Input } from "../../scenarios/w8.ts";
import type { Contestant } from "../Contestant.ts";
import { Book } from "../objection/models.ts";
import { openKnex } from "../objection/openKnex.ts";
import { readTagged } from "../readSaved.ts";

class BookTag extends Model {
  static override readonly tableName = "books_to_tags";
  static override readonly columnNameMappers = snakeCaseMappers();

  declare bookId: number;
  declare tagId: number;
}

export const w8: Contestant<W8Input> = {
  notes: ["The join table is a model: `whereInComposite` and `insert` of pairs."],
  open: (url, { bookIds, changes }) =>
    openKnex(url, async () => {
      const books = await Book.query()
        .findByIds([...bookIds])
        .withGraphFetched("tags");
      await Book.transaction(async (trx) => {
        await BookTag.query(trx)
          .delete()
          .whereInComposite(
            ["book_id", "tag_id"],
            changes.map(({ bookId, off }) => [bookId, off]),
          );
        await BookTag.query(trx).insert(changes.map(({ bookId, on }) => ({ bookId, tagId: on })));
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
