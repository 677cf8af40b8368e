// The columns that the hand-written contestant selects, its row types, and how their fields are read.
import type {
  AuthorRecord,
  BookRecord,
  PublisherRecord,
  ReviewRecord,
} from "../../fixtures/Fixture.ts";

interface Times {
  created_at: Date;
  updated_at: Date;
}

export interface PublisherRow extends Times {
  id: number;
  name: string;
  country: string;
  founded_year: number | null;
}

export interface AuthorRow extends Times {
  id: number;
  publisher_id: number | null;
  first_name: string;
  last_name: string;
  email: string;
  age: number | null;
  is_active: boolean;
  bio: string | null;
}

export interface BookRow extends Times {
  id: number;
  author_id: number;
  title: string;
  isbn: string | null;
  pages: number;
  price_cents: number;
}

export interface ReviewRow extends Times {
  id: number;
  book_id: number;
  rating: number;
  body: string;
}

export const selectPublishers =
  "SELECT id, name, country, founded_year, created_at, updated_at FROM publishers";
export const selectAuthors =
  "SELECT id, publisher_id, first_name, last_name, email, age, is_active, bio, created_at, updated_at FROM authors";
export const selectBooks =
  "SELECT id, author_id, title, isbn, pages, price_cents, created_at, updated_at FROM books";
export const selectReviews =
  "SELECT id, book_id, rating, body, created_at, updated_at FROM reviews";

export function readPublisher(row: PublisherRow): PublisherRecord {
  return {
    id: row.id,
    name: row.name,
    country: row.country,
    foundedYear: row.founded_year,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

export function readAuthor(row: AuthorRow): AuthorRecord {
  return {
    id: row.id,
    publisherId: row.publisher_id,
    firstName: row.first_name,
    lastName: row.last_name,
    email: row.email,
    age: row.age,
    isActive: row.is_active,
    bio: row.bio,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

export function readBook(row: BookRow): BookRecord {
  return {
    id: row.id,
    authorId: row.author_id,
    title: row.title,
    isbn: row.isbn,
    pages: row.pages,
    priceCents: row.price_cents,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

export function readReview(row: ReviewRow): ReviewRecord {
  return {
    id: row.id,
    bookId: row.book_id,
    rating: row.rating,
    body: row.body,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
