// The tables as MikroORM entities, without decorators, as its documentation shows for version 7. One file, because the
// definitions refer to each other.
import { defineEntity, p } from "@mikro-orm/core";

const times = {
  createdAt: p.datetime().onCreate(() => new Date()),
  updatedAt: p
    .datetime()
    .onCreate(() => new Date())
    .onUpdate(() => new Date()),
};

const PublisherSchema = defineEntity({
  name: "Publisher",
  tableName: "publishers",
  properties: {
    id: p.integer().primary(),
    name: p.text(),
    country: p.text(),
    foundedYear: p.integer().nullable(),
    authors: () => p.oneToMany(Author).mappedBy("publisher"),
    ...times,
  },
});
export class Publisher extends PublisherSchema.class {}
PublisherSchema.setClass(Publisher);

const AuthorSchema = defineEntity({
  name: "Author",
  tableName: "authors",
  properties: {
    id: p.integer().primary(),
    publisher: () => p.manyToOne(Publisher).ref().nullable(),
    firstName: p.text(),
    lastName: p.text(),
    email: p.text(),
    age: p.integer().nullable(),
    isActive: p.boolean(),
    bio: p.text().nullable(),
    books: () => p.oneToMany(Book).mappedBy("author"),
    ...times,
  },
});
export class Author extends AuthorSchema.class {}
AuthorSchema.setClass(Author);

const BookSchema = defineEntity({
  name: "Book",
  tableName: "books",
  properties: {
    id: p.integer().primary(),
    author: () => p.manyToOne(Author).ref(),
    title: p.text(),
    isbn: p.text().nullable(),
    pages: p.integer(),
    priceCents: p.integer(),
    reviews: () => p.oneToMany(Review).mappedBy("book"),
    tags: () =>
      p
        .manyToMany(Tag)
        .pivotTable("books_to_tags")
        .joinColumn("book_id")
        .inverseJoinColumn("tag_id"),
    ...times,
  },
});
export class Book extends BookSchema.class {}
BookSchema.setClass(Book);

const ReviewSchema = defineEntity({
  name: "Review",
  tableName: "reviews",
  properties: {
    id: p.integer().primary(),
    book: () => p.manyToOne(Book).ref(),
    rating: p.integer(),
    body: p.text(),
    ...times,
  },
});
export class Review extends ReviewSchema.class {}
ReviewSchema.setClass(Review);

const TagSchema = defineEntity({
  name: "Tag",
  tableName: "tags",
  properties: { id: p.integer().primary(), name: p.text(), ...times },
});
export class Tag extends TagSchema.class {}
TagSchema.setClass(Tag);
