// W4 with MikroORM: `create` persists on its own, one `flush` saves.
import type { Reading } from "../../scenarios/Reading.ts";
import type { W4Input } from "../../scenarios/w4.ts";
import type { Contestant } from "../Contestant.ts";
import { Author, Book } from "./entities.ts";
import { openOrm } from "./openOrm.ts";

export const w4: Contestant<W4Input> = {
  notes: [],
  open: (url, input) =>
    openOrm(url, {}, async (em) => {
      const authors: Array<Author> = [];
      const books: Array<Book> = [];
      for (const { books: newBooks, ...values } of input.authors) {
        const author = em.create(Author, values);
        authors.push(author);
        for (const book of newBooks) books.push(em.create(Book, { ...book, author }));
      }
      await em.flush();
      return () => [...authors.map(readAuthor), ...books.map(readBook)];
    }),
};

function readAuthor(author: Author): Reading {
  const { id, firstName, lastName, email, age, isActive, bio } = author;
  return [
    "created author",
    { id, firstName, lastName, email, age: age ?? null, isActive, bio: bio ?? null },
  ];
}

function readBook({ id, author, title, isbn, pages, priceCents }: Book): Reading {
  return [
    "created book",
    { id, authorId: author.id, title, isbn: isbn ?? null, pages, priceCents },
  ];
}
