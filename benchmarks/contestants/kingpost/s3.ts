// S3 with Kingpost: the same hint twice, which loads what is not loaded.
import type { Loaded } from "kingpost";
import type { Reading } from "../../scenarios/Reading.ts";
import type { S3Input } from "../../scenarios/s3.ts";
import type { Contestant } from "../Contestant.ts";
import { Author } from "./entities/Author.ts";
import { openDriver } from "./openDriver.ts";
import { readAuthor, readBook, readReview } from "./readEntity.ts";

export const s3: Contestant<S3Input> = {
  notes: [],
  open: (url, { authorIds, knownIds }) =>
    openDriver(url, async (em) => {
      const hint = { books: "reviews" } as const;
      const known = await em.loadAll(Author, knownIds.map(toId), hint);
      const all = await em.loadAll(Author, authorIds.map(toId), hint);
      return () => [...read(known), ...read(all)];
    }),
};

function toId(id: number): string {
  return `a:${id}`;
}

function* read(authors: ReadonlyArray<Loaded<Author, { books: "reviews" }>>): Generator<Reading> {
  for (const author of authors) {
    yield ["author", readAuthor(author)];
    for (const book of author.books.get) {
      yield ["book", readBook(book)];
      for (const review of book.reviews.get) yield ["review", readReview(review)];
    }
  }
}
