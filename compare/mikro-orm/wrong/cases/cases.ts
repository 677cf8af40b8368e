// Mistakes that ought not to compile, and right uses that ought to, each in a function named after its case.
import { type Loaded, ref } from "@mikro-orm/core";
import type { EntityManager } from "@mikro-orm/postgresql";
import { Author, Book, type Publisher, Review, type Tag } from "../../entities.ts";

export function collectionNotLoaded(author: Author): number {
  return author.books.$.length;
}

export function referenceNotLoaded(book: Book): string {
  return book.author.$.lastName;
}

export async function nestedNotLoaded(em: EntityManager): Promise<number> {
  const author = await em.findOneOrFail(Author, 1, { populate: ["books"] });
  return author.books.$[0]!.reviews.$.length;
}

export function lazyNotLoaded(book: Book): string | null | undefined {
  return book.synopsis?.$;
}

export function handedOnWithLess(author: Author): number {
  const count = (loaded: Loaded<Author, "books">): number => loaded.books.$.length;
  return count(author);
}

export async function unknownHint(em: EntityManager): Promise<unknown> {
  return em.find(Author, {}, { populate: ["boks"] });
}

export async function unknownNestedHint(em: EntityManager): Promise<unknown> {
  return em.find(Author, {}, { populate: ["books.revews"] });
}

export async function unknownFilterField(em: EntityManager): Promise<unknown> {
  return em.find(Author, { lastNam: "x" });
}

export async function unknownNestedFilterField(em: EntityManager): Promise<unknown> {
  return em.find(Book, { author: { lastNam: "x" } });
}

export async function filterOfWrongType(em: EntityManager): Promise<unknown> {
  return em.find(Author, { lastName: 5 });
}

export async function operatorOfWrongType(em: EntityManager): Promise<unknown> {
  return em.find(Review, { rating: { $like: "5%" } });
}

export async function unknownOrderField(em: EntityManager): Promise<unknown> {
  return em.find(Author, {}, { orderBy: { lastNam: "asc" } });
}

export async function unknownOrderDirection(em: EntityManager): Promise<unknown> {
  return em.find(Author, {}, { orderBy: { lastName: "up" } });
}

export function createWithoutRequired(em: EntityManager, publisher: Publisher): unknown {
  return em.create(Author, {
    firstName: "Ann",
    publisher,
    createdAt: new Date(),
    updatedAt: new Date(),
  });
}

export function createWithUnknown(em: EntityManager, author: Author): unknown {
  return em.create(Book, { title: "One", author, pages: 5 }, { partial: true });
}

export function createWithWrongType(em: EntityManager, author: Author): unknown {
  return em.create(Book, { title: 5, author }, { partial: true });
}

export function setToWrongType(author: Author): void {
  author.lastName = 5;
}

export function setRequiredToNull(author: Author): void {
  author.lastName = null;
}

export function referenceToWrongType(book: Book, publisher: Publisher): void {
  book.author = ref(publisher);
}

export function memberOfWrongType(author: Author, tag: Tag): void {
  author.books.add(tag);
}

export async function idOfOtherType(em: EntityManager, book: Book): Promise<unknown> {
  return em.findOneOrFail(Author, book.id);
}

export function keyIsSet(author: Author): void {
  author.id = 2;
}

export async function collectionLoaded(em: EntityManager): Promise<number> {
  return (await em.findOneOrFail(Author, 1, { populate: ["books"] })).books.$.length;
}

export async function nestedLoaded(em: EntityManager): Promise<number> {
  const author = await em.findOneOrFail(Author, 1, { populate: ["books.reviews"] });
  return author.books.$[0]!.reviews.$.length;
}

export async function lazyLoaded(em: EntityManager): Promise<string | null | undefined> {
  return (await em.findOneOrFail(Book, 1, { populate: ["synopsis"] })).synopsis?.$;
}

export function handedOnWithMore(author: Loaded<Author, "books" | "profile">): number {
  const count = (loaded: Loaded<Author, "books">): number => loaded.books.$.length;
  return count(author);
}

export function narrowed(author: Author): number {
  return author.books.isInitialized() ? author.books.getItems().length : 0;
}

export function newHasItsRelations(em: EntityManager, publisher: Publisher): number {
  const author = em.create(
    Author,
    { firstName: "Ann", lastName: "New", publisher },
    { partial: true },
  );
  return author.books.getItems().length;
}

export function referenceIsSet(book: Book, author: Author): void {
  book.author = ref(author);
}

export async function nestedFilter(em: EntityManager): Promise<unknown> {
  return em.find(Book, { author: { publisher: { name: "x" } }, tags: { name: "y" } });
}

export async function operatorFilter(em: EntityManager): Promise<unknown> {
  return em.find(Review, { rating: { $gte: 3 }, book: { title: { $like: "T%" } } });
}

export async function filterMayBeUndefined(
  em: EntityManager,
  lastName: string | undefined,
): Promise<unknown> {
  return em.find(Author, lastName === undefined ? {} : { lastName });
}

export async function nestedOrder(em: EntityManager): Promise<unknown> {
  return em.find(Book, {}, { orderBy: { author: { lastName: "desc" } } });
}

export function createWithoutOptional(em: EntityManager, publisher: Publisher): unknown {
  return em.create(Author, {
    firstName: "Ann",
    lastName: "New",
    publisher,
    createdAt: new Date(),
    updatedAt: new Date(),
  });
}

export function createWithChildren(em: EntityManager, publisher: Publisher): unknown {
  return em.create(
    Author,
    { firstName: "Ann", lastName: "New", publisher, books: [{ title: "One" }] },
    { partial: true },
  );
}

export function optionalReferenceIsEmptied(author: Author): void {
  author.mentor = null;
}

export function memberIsAdded(book: Book, tag: Tag): void {
  book.tags.add(tag);
}

export async function idOfSameType(em: EntityManager, author: Author): Promise<unknown> {
  return em.findOneOrFail(Author, author.id);
}
