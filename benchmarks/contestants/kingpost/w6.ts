// W6 with Kingpost: a hint, `create`, sets, `delete`, one `flush`.
import { older, type W6Input } from "../../scenarios/w6.ts";
import type { Contestant } from "../Contestant.ts";
import { readSaved } from "../readSaved.ts";
import { Author } from "./entities/Author.ts";
import { Book } from "./entities/Book.ts";
import { Review } from "./entities/Review.ts";
import { openDriver } from "./openDriver.ts";

export const w6: Contestant<W6Input> = {
  notes: ["Changed and deleted rows are checked: nobody else may have changed them meanwhile."],
  open: (url, { authorIds, newBooks, reviewIds }) =>
    openDriver(url, async (em) => {
      const [authors, reviews] = await Promise.all([
        em.loadAll(
          Author,
          authorIds.map((id) => `a:${id}`),
          "books",
        ),
        em.loadAll(
          Review,
          reviewIds.map((id) => `r:${id}`),
        ),
      ]);
      const books: Array<Book> = [];
      const added: Array<Book> = [];
      for (const [n, author] of authors.entries()) {
        const [first] = author.books.get;
        author.age = older(author.age);
        first!.pages += 1;
        books.push(first!);
        for (const values of newBooks[n]!) added.push(em.create(Book, { ...values, author }));
      }
      em.delete(reviews);
      await em.flush();
      return () =>
        readSaved({
          authors: authors.map((author) => ({ id: idOf(author), age: author.age })),
          books: books.map((book) => ({ id: idOf(book), pages: book.pages })),
          added: added.map((book) => ({
            id: idOf(book),
            authorId: Number(book.author.idUntagged),
            title: book.title,
            isbn: book.isbn,
            pages: book.pages,
            priceCents: book.priceCents,
          })),
          deletedIds: reviews.map(idOf),
        });
    }),
};

function idOf({ idUntagged }: { readonly idUntagged: string }): number {
  return Number(idUntagged);
}
