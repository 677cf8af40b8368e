// Reads every field of the Kingpost entities.
import type {
  AuthorRecord,
  BookRecord,
  PublisherRecord,
  ReviewRecord,
} from "../../fixtures/Fixture.ts";
import type { Author } from "./entities/Author.ts";
import type { Book } from "./entities/Book.ts";
import type { Publisher } from "./entities/Publisher.ts";
import type { Review } from "./entities/Review.ts";

export function readPublisher(publisher: Publisher): PublisherRecord {
  return {
    id: Number(publisher.idUntagged),
    name: publisher.name,
    country: publisher.country,
    foundedYear: publisher.foundedYear ?? null,
    createdAt: publisher.createdAt.toISOString(),
    updatedAt: publisher.updatedAt.toISOString(),
  };
}

export function readAuthor(author: Author): AuthorRecord {
  return {
    id: Number(author.idUntagged),
    publisherId: author.publisher.isSet ? Number(author.publisher.idUntagged) : null,
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
    id: Number(book.idUntagged),
    authorId: Number(book.author.idUntagged),
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
    id: Number(review.idUntagged),
    bookId: Number(review.book.idUntagged),
    rating: review.rating,
    body: review.body,
    createdAt: review.createdAt.toISOString(),
    updatedAt: review.updatedAt.toISOString(),
  };
}
