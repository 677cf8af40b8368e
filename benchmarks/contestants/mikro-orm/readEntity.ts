// Reads every field of the MikroORM entities.
import type {
  AuthorRecord,
  BookRecord,
  PublisherRecord,
  ReviewRecord,
} from "../../fixtures/Fixture.ts";
import type { Author, Book, Publisher, Review } from "./entities.ts";

export function readPublisher(publisher: Publisher): PublisherRecord {
  return {
    id: publisher.id,
    name: publisher.name,
    country: publisher.country,
    foundedYear: publisher.foundedYear ?? null,
    createdAt: publisher.createdAt.toISOString(),
    updatedAt: publisher.updatedAt.toISOString(),
  };
}

export function readAuthor(author: Author): AuthorRecord {
  return {
    id: author.id,
    publisherId: author.publisher?.id ?? null,
    firstName: author.firstName,
    lastName: author.lastName,
    email: author.email,
    age: author.age ?? null,
    isActive: author.isActive,
    bio: author.bio ?? null,
    createdAt: author.createdAt.toISOString(),
    updatedAt: author.updatedAt.toISOString(),
  };
}

export function readBook(book: Book): BookRecord {
  return {
    id: book.id,
    authorId: book.author.id,
    title: book.title,
    isbn: book.isbn ?? null,
    pages: book.pages,
    priceCents: book.priceCents,
    createdAt: book.createdAt.toISOString(),
    updatedAt: book.updatedAt.toISOString(),
  };
}

export function readReview(review: Review): ReviewRecord {
  return {
    id: review.id,
    bookId: review.book.id,
    rating: review.rating,
    body: review.body,
    createdAt: review.createdAt.toISOString(),
    updatedAt: review.updatedAt.toISOString(),
  };
}
