// W6 with Objection: a graph, then inserts, those of changed rows with `onConflict` and `merge`, and a `delete` in one transaction.
import { older, type W6Input } from "../../scenarios/w6.ts";
import type { Contestant } from "../Contestant.ts";
import { Author, Book, Review } from "../objection/models.ts";
import { openKnex } from "../objection/openKnex.ts";
import { readSaved } from "../readSaved.ts";

export const w6: Contestant<W6Input> = {
  notes: [
    '`insert` of a list, `insert(…).onConflict("id").merge([…])` for what changed, `delete` by ids.',
  ],
  open: (url, { authorIds, newBooks, reviewIds }) =>
    openKnex(url, async () => {
      const found = await Author.query()
        .findByIds([...authorIds])
        .withGraphFetched("books")
        .modifyGraph("books", (query) => {
          void query.orderBy("id");
        });
      const reviews = await Review.query().findByIds([...reviewIds]);
      const byId = new Map(found.map((author) => [author.id, author]));
      const loaded = authorIds.map((id) => byId.get(id)!);
      const updatedAt = new Date();
      const authors = loaded.map((author) =>
        Object.assign(author, { age: older(author.age), updatedAt }),
      );
      const books = loaded.map(({ books: [first] }) =>
        Object.assign(first!, { pages: first!.pages + 1, updatedAt }),
      );
      const deletedIds = reviews.map(({ id }) => id);
      const added = await Author.transaction(async (trx) => {
        const created = await Book.query(trx).insert(
          authors.flatMap(({ id }, n) => newBooks[n]!.map((book) => ({ ...book, authorId: id }))),
        );
        await Author.query(trx).insert(authors).onConflict("id").merge(["age", "updated_at"]);
        await Book.query(trx).insert(books).onConflict("id").merge(["pages", "updated_at"]);
        await Review.query(trx).delete().whereIn("id", deletedIds);
        return created;
      });
      return () => readSaved({ authors, books, added, deletedIds });
    }),
};
