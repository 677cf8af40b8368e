// The tables as MikroORM entities, without decorators. References are wrapped (`ref`), which is what gives MikroORM's types
// their knowledge of what is loaded; `mentor` is a plain one, the form the documentation begins with.
import { defineEntity, p } from "@mikro-orm/core";

const times = {
  createdAt: p.datetime().onCreate(() => new Date()),
  updatedAt: p
    .datetime()
    .onCreate(() => new Date())
    .onUpdate(() => new Date()),
  version: p.integer().version(),
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
    profile: () => p.oneToOne(Profile).mappedBy("author").ref(),
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
    reviews: () => p.oneToMany(Review).mappedBy("book"),
    tags: () =>
      p
        .manyToMany(Tag)
        .owner()
        .inversedBy("books")
        .pivotTable("books_to_tags")
        .joinColumn("book_id")
        .inverseJoinColumn("tag_id"),
    ...times,
  },
});
export class Book extends BookSchema.class {}
BookSchema.setClass(Book);

const ProfileSchema = defineEntity({
  name: "Profile",
  tableName: "profiles",
  properties: {
    id: p.integer().primary(),
    author: () => p.oneToOne(Author).owner().ref(),
    bio: p.text(),
    ...times,
  },
});
export class Profile extends ProfileSchema.class {}
ProfileSchema.setClass(Profile);

const ReviewSchema = defineEntity({
  name: "Review",
  tableName: "reviews",
  properties: {
    id: p.integer().primary(),
    book: () => p.manyToOne(Book).ref(),
    rating: p.integer(),
    ...times,
  },
});
class Review extends ReviewSchema.class {}
ReviewSchema.setClass(Review);

const TagSchema = defineEntity({
  name: "Tag",
  tableName: "tags",
  properties: {
    id: p.integer().primary(),
    name: p.text(),
    books: () => p.manyToMany(Book).mappedBy("tags"),
    ...times,
  },
});
export class Tag extends TagSchema.class {}
TagSchema.setClass(Tag);

/** All of them. */
export const entities = [Author, Book, Profile, Publisher, Review, Tag];
