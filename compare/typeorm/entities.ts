// The tables as TypeORM entity schemas: what its documentation offers beside decorators, which cannot run by type stripping.
import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";

interface AuthorEntity {
  id: number;
  firstName: string;
  lastName: string;
  books: BookEntity[];
}

interface BookEntity {
  id: number;
  title: string;
  authorId: number;
  author: AuthorEntity;
  reviews: ReviewEntity[];
  tags: TagEntity[];
}

interface ReviewEntity {
  id: number;
  rating: number;
  book: BookEntity;
}

interface TagEntity {
  id: number;
  name: string;
}

const id: EntitySchemaColumnOptions = { type: "int", primary: true, generated: "increment" };

export const Author = new EntitySchema<AuthorEntity>({
  name: "Author",
  tableName: "authors",
  columns: {
    id,
    firstName: { type: "text", name: "first_name" },
    lastName: { type: "text", name: "last_name" },
  },
  relations: { books: { type: "one-to-many", target: "Book", inverseSide: "author" } },
});

export const Book = new EntitySchema<BookEntity>({
  name: "Book",
  tableName: "books",
  columns: { id, title: { type: "text" }, authorId: { type: "int", name: "author_id" } },
  relations: {
    author: { type: "many-to-one", target: "Author", joinColumn: { name: "author_id" } },
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
  columns: { id, rating: { type: "int" } },
  relations: { book: { type: "many-to-one", target: "Book", joinColumn: { name: "book_id" } } },
});

export const Tag = new EntitySchema<TagEntity>({
  name: "Tag",
  tableName: "tags",
  columns: { id, name: { type: "text" } },
});

/** All of them. */
export const entities = [Author, Book, Review, Tag];
