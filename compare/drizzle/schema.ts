// The tables as Drizzle's documentation declares them, with the relations that its relational queries need.
import { relations } from "drizzle-orm";
import { integer, pgTable, serial, text } from "drizzle-orm/pg-core";

export const authors = pgTable("authors", {
  id: serial("id").primaryKey(),
  firstName: text("first_name").notNull(),
  lastName: text("last_name").notNull(),
});

export const books = pgTable("books", {
  id: serial("id").primaryKey(),
  title: text("title").notNull(),
  authorId: integer("author_id")
    .notNull()
    .references(() => authors.id),
});

export const reviews = pgTable("reviews", {
  id: serial("id").primaryKey(),
  rating: integer("rating").notNull(),
  bookId: integer("book_id")
    .notNull()
    .references(() => books.id),
});

export const tags = pgTable("tags", {
  id: serial("id").primaryKey(),
  name: text("name").notNull(),
});

const booksToTags = pgTable("books_to_tags", {
  bookId: integer("book_id")
    .notNull()
    .references(() => books.id),
  tagId: integer("tag_id")
    .notNull()
    .references(() => tags.id),
});

/** All of them, for the relational queries. */
export const schema = {
  authors,
  books,
  reviews,
  tags,
  booksToTags,
  authorRelations: relations(authors, ({ many }) => ({ books: many(books) })),
  bookRelations: relations(books, ({ many, one }) => ({
    author: one(authors, { fields: [books.authorId], references: [authors.id] }),
    reviews: many(reviews),
    booksToTags: many(booksToTags),
  })),
  reviewRelations: relations(reviews, ({ one }) => ({
    book: one(books, { fields: [reviews.bookId], references: [books.id] }),
  })),
  bookTagRelations: relations(booksToTags, ({ one }) => ({
    book: one(books, { fields: [booksToTags.bookId], references: [books.id] }),
    tag: one(tags, { fields: [booksToTags.tagId], references: [tags.id] }),
  })),
};
