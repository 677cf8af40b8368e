// W6 with Kingpost: two finds of one tick, plain changes, and one `flush`.
import type { Reading } from "../../scenarios/Reading.ts";
import type { W6Input } from "../../scenarios/w6.ts";
import type { Contestant } from "../Contestant.ts";
import { Author } from "./entities/Author.ts";
import { Book } from "./entities/Book.ts";
import { Review } from "./entities/Review.ts";
import { openDriver } from "./openDriver.ts";

export const w6: Contestant<W6Input> = {
  notes: [
    "The rows are locked in the order of their keys before they are written, and a row that was changed since it was read fails the flush.",
  ],
  open: (url, { authors: given, lastName, suffix, reviewIds }) => {
    const ids = given.map(({ id }) => `a:${id}`);
    const doomed = reviewIds.map((id) => `r:${id}`);
    const newBooksOf = new Map(given.map(({ id, newBooks }) => [`a:${id}`, newBooks]));
    return openDriver(url, async (em) => {
      const [authors, reviews] = await Promise.all([
        em.find(Author, { id: ids }, { populate: "books" }),
        em.find(Review, { id: doomed }),
      ]);
      const renamed: Array<Book> = [];
      const created: Array<Book> = [];
      for (const author of authors) {
        author.lastName = lastName;
        const [first] = author.books.get;
        first!.title += suffix;
        renamed.push(first!);
        for (const book of newBooksOf.get(author.id)!)
          created.push(em.create(Book, { ...book, author }));
      }
      em.delete(reviews);
      await em.flush();
      return () => [
        ...authors.map((author): Reading => [
          "renamed author",
          { id: Number(author.idUntagged), lastName: author.lastName },
        ]),
        ...renamed.map(({ idUntagged, title }): Reading => [
          "renamed book",
          { id: Number(idUntagged), title },
        ]),
        ...created.map(readCreated),
      ];
    });
  },
};

function readCreated({ idUntagged, author, title, isbn, pages, priceCents }: Book): Reading {
  const [id, authorId] = [Number(idUntagged), Number(author.idUntagged)];
  return ["created book", { id, authorId, title, isbn: isbn ?? null, pages, priceCents }];
}
