// The tables as TypeORM entity schemas: what its documentation offers beside decorators, which cannot run by type stripping.
import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import type { AuthorObject, BookObject, PublisherObject, ReviewObject } from "../readRecord.ts";

export interface PublisherEntity extends PublisherObject {
  readonly authors: AuthorEntity[];
}

export interface AuthorEntity extends AuthorObject {
  readonly publisher: PublisherEntity | null;
  readonly books: BookEntity[];
}

export interface BookEntity extends BookObject {
  readonly author: AuthorEntity;
  readonly reviews: ReviewEntity[];
}

export interface ReviewEntity extends ReviewObject {
  readonly book: BookEntity;
}

const id: EntitySchemaColumnOptions = { type: "int", primary: true, generated: "increment" };
const createdAt: EntitySchemaColumnOptions = {
  type: "timestamptz",
  name: "created_at",
  createDate: true,
};
const updatedAt: EntitySchemaColumnOptions = {
  type: "timestamptz",
  name: "updated_at",
  updateDate: true,
};

export const Publisher = new EntitySchema<PublisherEntity>({
  name: "Publisher",
  tableName: "publishers",
  columns: {
    id,
    name: { type: "text" },
    country: { type: "text" },
    foundedYear: { type: "int", name: "founded_year", nullable: true },
    createdAt,
    updatedAt,
  },
  relations: { authors: { type: "one-to-many", target: "Author", inverseSide: "publisher" } },
});

export const Author = new EntitySchema<AuthorEntity>({
  name: "Author",
  tableName: "authors",
  columns: {
    id,
    publisherId: { type: "int", name: "publisher_id", nullable: true },
    firstName: { type: "text", name: "first_name" },
    lastName: { type: "text", name: "last_name" },
    email: { type: "text" },
    age: { type: "int", nullable: true },
    isActive: { type: "boolean", name: "is_active" },
    bio: { type: "text", nullable: true },
    createdAt,
    updatedAt,
  },
  relations: {
    publisher: {
      type: "many-to-one",
      target: "Publisher",
      inverseSide: "authors",
      joinColumn: { name: "publisher_id" },
      nullable: true,
    },
    books: { type: "one-to-many", target: "Book", inverseSide: "author" },
  },
});

export const Book = new EntitySchema<BookEntity>({
  name: "Book",
  tableName: "books",
  columns: {
    id,
    authorId: { type: "int", name: "author_id" },
    title: { type: "text" },
    isbn: { type: "text", nullable: true },
    pages: { type: "int" },
    priceCents: { type: "int", name: "price_cents" },
    createdAt,
    updatedAt,
  },
  relations: {
    author: {
      type: "many-to-one",
      target: "Author",
      inverseSide: "books",
      joinColumn: { name: "author_id" },
    },
    reviews: { type: "one-to-many", target: "Review", inverseSide: "book" },
  },
});

export const Review = new EntitySchema<ReviewEntity>({
  name: "Review",
  tableName: "reviews",
  columns: {
    id,
    bookId: { type: "int", name: "book_id" },
    rating: { type: "int" },
    body: { type: "text" },
    createdAt,
    updatedAt,
  },
  relations: {
    book: {
      type: "many-to-one",
      target: "Book",
      inverseSide: "reviews",
      joinColumn: { name: "book_id" },
    },
  },
});
