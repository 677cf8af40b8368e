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
    profile: () => p.oneToOne(Profile).mappedBy("author").ref().nullable(),
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
    synopsis: p.text().nullable().lazy().ref(),
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
export class Review extends ReviewSchema.class {}
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

const ShopSchema = defineEntity({
  name: "Shop",
  tableName: "shops",
  properties: {
    id: p.integer().primary(),
    name: p.text(),
    offers: () => p.oneToMany(Offer).mappedBy("shop"),
    deletedAt: p.datetime().nullable(),
    ...times,
  },
  // The soft delete of its documentation.
  filters: { active: { name: "active", cond: { deletedAt: null }, default: true } },
});
export class Shop extends ShopSchema.class {}
ShopSchema.setClass(Shop);

const OfferSchema = defineEntity({
  name: "Offer",
  tableName: "offers",
  properties: {
    id: p.integer().primary(),
    shop: () => p.manyToOne(Shop).ref(),
    title: p.text(),
    code: p.bigint(),
    listedAt: p.datetime(),
    ...times,
  },
});
export class Offer extends OfferSchema.class {}
OfferSchema.setClass(Offer);

const CommentSchema = defineEntity({
  name: "Comment",
  tableName: "comments",
  properties: {
    id: p.integer().primary(),
    text: p.text(),
    parentAuthor: () => p.manyToOne(Author).ref().nullable(),
    parentBook: () => p.manyToOne(Book).ref().nullable(),
    ...times,
  },
});
export class Comment extends CommentSchema.class {}
CommentSchema.setClass(Comment);

/** All of them. */
export const entities = [Author, Book, Comment, Offer, Profile, Publisher, Review, Shop, Tag];
