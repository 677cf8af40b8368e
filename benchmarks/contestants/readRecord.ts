// Reads every field of plain objects whose members are called as in our records and whose times are dates.
import type {
  AuthorRecord,
  BookRecord,
  PublisherRecord,
  ReviewRecord,
} from "../fixtures/Fixture.ts";

/** A record as ORMs give it: with dates in place of their texts. */
type Dated<R> = {
  readonly [K in keyof R]: K extends "createdAt" | "updatedAt" ? Date : R[K];
};

export type PublisherObject = Dated<PublisherRecord>;
export type AuthorObject = Dated<AuthorRecord>;
export type BookObject = Dated<BookRecord>;
export type ReviewObject = Dated<ReviewRecord>;

export function readPublisher(publisher: PublisherObject): PublisherRecord {
  return {
    id: publisher.id,
    name: publisher.name,
    country: publisher.country,
    foundedYear: publisher.foundedYear,
    createdAt: publisher.createdAt.toISOString(),
    updatedAt: publisher.updatedAt.toISOString(),
  };
}

export function readAuthor(author: AuthorObject): AuthorRecord {
  return {
    id: author.id,
    publisherId: author.publisherId,
    firstName: author.firstName,
    lastName: author.lastName,
    email: author.email,
    age: author.age,
    isActive: author.isActive,
    bio: author.bio,
    createdAt: author.createdAt.toISOString(),
    updatedAt: author.updatedAt.toISOString(),
  };
}

export function readBook(book: BookObject): BookRecord {
  return {
    id: book.id,
    authorId: book.authorId,
    title: book.title,
    isbn: book.isbn,
    pages: book.pages,
    priceCents: book.priceCents,
    createdAt: book.createdAt.toISOString(),
    updatedAt: book.updatedAt.toISOString(),
  };
}

export function readReview(review: ReviewObject): ReviewRecord {
  return {
    id: review.id,
    bookId: review.bookId,
    rating: review.rating,
    body: review.body,
    createdAt: review.createdAt.toISOString(),
    updatedAt: review.updatedAt.toISOString(),
  };
}
