// Reads the trees of W2 and W3 that are made of plain objects.
import type { Reading } from "../scenarios/Reading.ts";
import type { Tree } from "../scenarios/w3.ts";
import {
  type AuthorObject,
  type BookObject,
  type PublisherObject,
  readAuthor,
  readBook,
  readPublisher,
  readReview,
  type ReviewObject,
} from "./readRecord.ts";

/** An author of W2 with everything below it. */
export interface NestedAuthor extends AuthorObject {
  readonly books: ReadonlyArray<BookObject & { readonly reviews: ReadonlyArray<ReviewObject> }>;
}

/** What the resolvers of W3 build. */
export type ResolvedTree = Tree<
  AuthorObject,
  BookObject,
  ReviewObject,
  PublisherObject | null | undefined
>;

export function* readNested(authors: ReadonlyArray<NestedAuthor>): Generator<Reading> {
  for (const author of authors) {
    yield ["author", readAuthor(author)];
    for (const book of author.books) {
      yield ["book", readBook(book)];
      for (const review of book.reviews) yield ["review", readReview(review)];
    }
  }
}

export function* readResolved(trees: ReadonlyArray<ResolvedTree>): Generator<Reading> {
  for (const { author, books } of trees) {
    yield ["author", readAuthor(author)];
    for (const { book, reviews } of books) {
      yield ["book", readBook(book)];
      for (const { review, via } of reviews) {
        yield ["review", readReview(review)];
        if (!via.publisher) continue;
        const publisher = readPublisher(via.publisher);
        yield [
          "path",
          { reviewId: review.id, bookId: via.book.id, authorId: via.author.id, publisher },
        ];
      }
    }
  }
}
