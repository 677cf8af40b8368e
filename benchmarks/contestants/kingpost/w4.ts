// W4 with Kingpost: `create`, and one `flush`.
import type { Reading } from "../../scenarios/Reading.ts";
import type { W4Input } from "../../scenarios/w4.ts";
import type { Contestant } from "../Contestant.ts";
import { Author } from "./entities/Author.ts";
import { Book } from "./entities/Book.ts";
import { openDriver } from "./openDriver.ts";

export const w4: Contestant<W4Input> = {
  notes: [
    "Ids are taken from the sequences before the rows are written: one statement for all that are not in reserve.",
  ],
  open: (url, input) =>
    openDriver(url, async (em) => {
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
  const { firstName, lastName, email, age, isActive, bio } = author;
  const id = Number(author.idUntagged);
  return [
    "created author",
    { id, firstName, lastName, email, age: age ?? null, isActive, bio: bio ?? null },
  ];
}

function readBook(book: Book): Reading {
  const { author, title, isbn, pages, priceCents } = book;
  const [id, authorId] = [Number(book.idUntagged), Number(author.idUntagged)];
  return ["created book", { id, authorId, title, isbn: isbn ?? null, pages, priceCents }];
}
