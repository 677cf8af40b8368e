// The tables as TypeORM entity schemas: what its documentation offers beside decorators, which cannot run by type stripping.
import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";

export interface PublisherEntity {
  id: number;
  name: string;
  country: string;
  foundedYear: number | null;
  createdAt: Date;
  updatedAt: Date;
  authors: AuthorEntity[];
}

export interface AuthorEntity {
  id: number;
  publisherId: number | null;
  firstName: string;
  lastName: string;
  email: string;
  age: number | null;
  isActive: boolean;
  bio: string | null;
  createdAt: Date;
  updatedAt: Date;
  publisher: PublisherEntity | null;
  books: BookEntity[];
}

export interface BookEntity {
  id: number;
  authorId: number;
  title: string;
  isbn: string | null;
  pages: number;
  priceCents: number;
  createdAt: Date;
  updatedAt: Date;
  author: AuthorEntity;
  reviews: ReviewEntity[];
  tags: TagEntity[];
}

export interface ReviewEntity {
  id: number;
  bookId: number;
  rating: number;
  body: string;
  createdAt: Date;
  updatedAt: Date;
  book: BookEntity;
}

export interface TagEntity {
  id: number;
  name: string;
  createdAt: Date;
  updatedAt: Date;
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
    tags: {
      type: "many-to-many",
      target: "Tag",
      joinTable: {
        name: "books_to_tags",
        joinColumn: { name: "book_id" },
        inverseJoinColumn: { name: "tag_id" },
      },
    },
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

export const Tag = new EntitySchema<TagEntity>({
  name: "Tag",
  tableName: "tags",
  columns: { id, name: { type: "text", unique: true }, createdAt, updatedAt },
});
