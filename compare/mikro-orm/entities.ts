// The tables as MikroORM entities, without decorators. References are wrapped (`ref`), which is what gives MikroORM's types
// their knowledge of what is loaded; `mentor` is a plain one, the form the documentation begins with.
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
    firstName: p.text(),
    lastName: p.text(),
    publisher: () => p.manyToOne(Publisher).ref(),
    mentor: () => p.manyToOne(Author).nullable(),
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
    title: p.text(),
    author: () => p.manyToOne(Author).ref(),
    ...times,
  },
});
export class Book extends BookSchema.class {}
BookSchema.setClass(Book);
