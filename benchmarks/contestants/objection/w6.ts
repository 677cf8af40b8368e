// W6 with Objection: a graph, then an `insert`, patches and a `delete` within a transaction.
import { older, type W6Input } from "../../scenarios/w6.ts";
import type { Contestant } from "../Contestant.ts";
import { readSaved } from "../readSaved.ts";
import { Author, Book, Review } from "./models.ts";
import { openKnex } from "./openKnex.ts";

export const w6: Contestant<W6Input> = {
  notes: ["`insert` of a list, `$query(trx).patch` for each changed row, `delete` by ids."],
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
      const authors = authorIds.map((id) => byId.get(id)!);
      const books = authors.map((author) => author.books[0]!);
      const deletedIds = reviews.map(({ id }) => id);
      const added = await Author.transaction(async (trx) => {
        const created = await Book.query(trx).insert(
          authors.flatMap(({ id }, n) => newBooks[n]!.map((book) => ({ ...book, authorId: id }))),
        );
        const updatedAt = new Date();
        for (const author of authors)
          await author.$query(trx).patch({ age: older(author.age), updatedAt });
        for (const book of books)
          await book.$query(trx).patch({ pages: book.pages + 1, updatedAt });
        await Review.query(trx).delete().whereIn("id", deletedIds);
        return created;
      });
      return () => readSaved({ authors, books, added, deletedIds });
    }),
};
