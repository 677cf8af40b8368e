// Reads the tree of W2.
import type { Loaded } from "@mikro-orm/core";
import type { Reading } from "../../scenarios/Reading.ts";
import type { Author } from "./entities.ts";
import { readAuthor, readBook, readReview } from "./readEntity.ts";

export function* readLoaded(
  authors: ReadonlyArray<Loaded<Author, "books.reviews">>,
): Generator<Reading> {
  for (const author of authors) {
    yield ["author", readAuthor(author)];
    for (const book of author.books.getItems()) {
      yield ["book", readBook(book)];
      for (const review of book.reviews.getItems()) yield ["review", readReview(review)];
    }
  }
}
