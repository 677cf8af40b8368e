// The tables as Drizzle's documentation declares them, with the relations that its relational queries need.
import { relations } from "drizzle-orm";
import { boolean, integer, pgTable, serial, text, timestamp } from "drizzle-orm/pg-core";

const times = {
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
};

export const publishers = pgTable("publishers", {
  id: serial("id").primaryKey(),
  name: text("name").notNull(),
  country: text("country").notNull(),
  foundedYear: integer("founded_year"),
  ...times,
});

export const authors = pgTable("authors", {
  id: serial("id").primaryKey(),
  publisherId: integer("publisher_id").references(() => publishers.id),
  firstName: text("first_name").notNull(),
  lastName: text("last_name").notNull(),
  email: text("email").notNull(),
  age: integer("age"),
  isActive: boolean("is_active").notNull().default(true),
  bio: text("bio"),
  ...times,
});

export const books = pgTable("books", {
  id: serial("id").primaryKey(),
  authorId: integer("author_id")
    .notNull()
    .references(() => authors.id),
  title: text("title").notNull(),
  isbn: text("isbn"),
  pages: integer("pages").notNull(),
  priceCents: integer("price_cents").notNull(),
  ...times,
});

export const reviews = pgTable("reviews", {
  id: serial("id").primaryKey(),
  bookId: integer("book_id")
    .notNull()
    .references(() => books.id),
  rating: integer("rating").notNull(),
  body: text("body").notNull(),
  ...times,
});

export const tags = pgTable("tags", {
  id: serial("id").primaryKey(),
  name: text("name").notNull().unique(),
  ...times,
});

export const booksToTags = pgTable("books_to_tags", {
  id: serial("id").primaryKey(),
  bookId: integer("book_id")
    .notNull()
    .references(() => books.id),
  tagId: integer("tag_id")
    .notNull()
    .references(() => tags.id),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
});

export const authorRelations = relations(authors, ({ many, one }) => ({
  publisher: one(publishers, { fields: [authors.publisherId], references: [publishers.id] }),
  books: many(books),
}));

export const bookRelations = relations(books, ({ many, one }) => ({
  author: one(authors, { fields: [books.authorId], references: [authors.id] }),
  reviews: many(reviews),
  booksToTags: many(booksToTags),
}));

export const reviewRelations = relations(reviews, ({ one }) => ({
  book: one(books, { fields: [reviews.bookId], references: [books.id] }),
}));

export const bookTagRelations = relations(booksToTags, ({ one }) => ({
  book: one(books, { fields: [booksToTags.bookId], references: [books.id] }),
  tag: one(tags, { fields: [booksToTags.tagId], references: [tags.id] }),
}));
