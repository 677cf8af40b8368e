// W6 with MikroORM: `populate` by joins, `create`, sets, `remove`, one `flush`.
import { older, type W6Input } from "../../scenarios/w6.ts";
import type { Contestant } from "../Contestant.ts";
import { Author, Book, Review } from "../mikro-orm/entities.ts";
import { openOrm } from "../mikro-orm/openOrm.ts";
import { readSaved } from "../readSaved.ts";

export const w6: Contestant<W6Input> = {
  notes: [
    '`loadStrategy: "joined"`: one statement with joins.',
    "No version property: nothing is checked.",
  ],
  open: (url, { authorIds, newBooks, reviewIds }) =>
    openOrm(url, { loadStrategy: "joined" }, async (em) => {
      const found = await em.find(
        Author,
        { id: { $in: [...authorIds] } },
        { populate: ["books"], populateOrderBy: { books: { id: "asc" } } },
      );
      const reviews = await em.find(Review, { id: { $in: [...reviewIds] } });
      const byId = new Map(found.map((author) => [author.id, author]));
      const authors = authorIds.map((id) => byId.get(id)!);
      const books: Array<Book> = [];
      const added: Array<Book> = [];
      for (const [n, author] of authors.entries()) {
        const [first] = author.books.getItems();
        author.age = older(author.age);
        first!.pages += 1;
        books.push(first!);
        for (const values of newBooks[n]!) added.push(em.create(Book, { ...values, author }));
      }
      const deletedIds = reviews.map(({ id }) => id);
      for (const review of reviews) em.remove(review);
      await em.flush();
      return () =>
        readSaved({
          authors,
          books,
          added: added.map(({ id, author, title, isbn, pages, priceCents }) => ({
            id,
            authorId: author.id,
            title,
            isbn,
            pages,
            priceCents,
          })),
          deletedIds,
        });
    }),
};
