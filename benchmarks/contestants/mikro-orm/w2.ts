// W2 with MikroORM: `populate` of the path, by its default strategy for collections.
import type { Loaded } from "@mikro-orm/core";
import type { Reading } from "../../scenarios/Reading.ts";
import type { W2Input } from "../../scenarios/w2.ts";
import type { Contestant } from "../Contestant.ts";
import { Author } from "./entities.ts";
import { openOrm } from "./openOrm.ts";
import { readAuthor, readBook, readReview } from "./readEntity.ts";

type Tree = Loaded<Author, "books.reviews">;

export const w2: Contestant<W2Input> = {
  notes: [
    '`populate: ["books.reviews"]` with `strategy: "select-in"`, the faster of its ways here.',
  ],
  open: (url, { authorIds }) =>
    openOrm(url, {}, async (em) => {
      const authors = await em.find(
        Author,
        { id: { $in: [...authorIds] } },
        { populate: ["books.reviews"], strategy: "select-in" },
      );
      return () => [...read(authors)];
    }),
};

function* read(authors: ReadonlyArray<Tree>): Generator<Reading> {
  for (const author of authors) {
    yield ["author", readAuthor(author)];
    for (const book of author.books.getItems()) {
      yield ["book", readBook(book)];
      for (const review of book.reviews.getItems()) yield ["review", readReview(review)];
    }
  }
}
