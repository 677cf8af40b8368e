// W2 with Kingpost: a populate hint.
import type { Loaded } from "kingpost";
import type { Reading } from "../../scenarios/Reading.ts";
import type { W2Input } from "../../scenarios/w2.ts";
import type { Contestant } from "../Contestant.ts";
import { Author } from "./entities/Author.ts";
import { openDriver } from "./openDriver.ts";
import { readAuthor, readBook, readReview } from "./readEntity.ts";

type Tree = Loaded<Author, { books: "reviews" }>;

export const w2: Contestant<W2Input> = {
  notes: ["Entities keep the row as it came and decode a cell when it is first read."],
  open: (url, { authorIds }) =>
    openDriver(url, async (em) => {
      const ids = authorIds.map((id) => `a:${id}`);
      const authors = await em.loadAll(Author, ids, { books: "reviews" });
      return () => [...read(authors)];
    }),
};

function* read(authors: ReadonlyArray<Tree>): Generator<Reading> {
  for (const author of authors) {
    yield ["author", readAuthor(author)];
    for (const book of author.books.get) {
      yield ["book", readBook(book)];
      for (const review of book.reviews.get) yield ["review", readReview(review)];
    }
  }
}
