// S3 with MikroORM: a find of all authors and `populate` of the path, which loads what is not loaded.
import type { Loaded } from "@mikro-orm/core";
import type { Reading } from "../../scenarios/Reading.ts";
import type { S3Input } from "../../scenarios/s3.ts";
import type { Contestant } from "../Contestant.ts";
import { Author } from "./entities.ts";
import { openOrm } from "./openOrm.ts";
import { readAuthor, readBook, readReview } from "./readEntity.ts";

export const s3: Contestant<S3Input> = {
  notes: [
    '`populate: ["books.reviews"]` with `strategy: "select-in"`, the faster of its ways here.',
  ],
  open: (url, { authorIds, knownIds }) =>
    openOrm(url, {}, async (em) => {
      const load = (ids: ReadonlyArray<number>): Promise<Array<Loaded<Author, "books.reviews">>> =>
        em.find(
          Author,
          { id: { $in: [...ids] } },
          { populate: ["books.reviews"], strategy: "select-in" },
        );
      const known = await load(knownIds);
      const all = await load(authorIds);
      return () => [...read(known), ...read(all)];
    }),
};

function* read(authors: ReadonlyArray<Loaded<Author, "books.reviews">>): Generator<Reading> {
  for (const author of authors) {
    yield ["author", readAuthor(author)];
    for (const book of author.books.getItems()) {
      yield ["book", readBook(book)];
      for (const review of book.reviews.getItems()) yield ["review", readReview(review)];
    }
  }
}
