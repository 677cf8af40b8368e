// Mistakes that ought not to compile, and right uses that ought to, each in a function named after its case.
import type { Loaded } from "kingpost";
import { Author } from "../../entities/Author.ts";
import { Book } from "../../entities/Book.ts";
import type { EntityManager } from "../../entities/codegen/domain.ts";
import type { Publisher } from "../../entities/Publisher.ts";
import { Review } from "../../entities/Review.ts";
import type { Tag } from "../../entities/Tag.ts";

export function collectionNotLoaded(author: Author): number {
  return author.books.get.length;
}

export function referenceNotLoaded(book: Book): string {
  return book.author.get.lastName;
}

export async function nestedNotLoaded(em: EntityManager): Promise<number> {
  const author = await em.load(Author, "a:1", "books");
  return author.books.get[0]!.reviews.get.length;
}

export function lazyNotLoaded(book: Book): string | undefined {
  return book.synopsis.get;
}

export function handedOnWithLess(author: Author): number {
  const count = (loaded: Loaded<Author, "books">): number => loaded.books.get.length;
  return count(author);
}

export async function unknownHint(em: EntityManager): Promise<unknown> {
  return em.find(Author, {}, { populate: ["boks"] });
}

export async function unknownNestedHint(em: EntityManager): Promise<unknown> {
  return em.find(Author, {}, { populate: { books: "revews" } });
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
  return em.find(Review, { rating: { like: "5%" } });
}

export async function unknownOrderField(em: EntityManager): Promise<unknown> {
  return em.find(Author, {}, { orderBy: { lastNam: "ASC" } });
}

export async function unknownOrderDirection(em: EntityManager): Promise<unknown> {
  return em.find(Author, {}, { orderBy: { lastName: "UP" } });
}

export function createWithoutRequired(em: EntityManager, publisher: Publisher): unknown {
  return em.create(Author, { firstName: "Ann", publisher });
}

export function createWithUnknown(em: EntityManager, author: Author): unknown {
  return em.create(Book, { title: "One", author, pages: 5 });
}

export function createWithWrongType(em: EntityManager, author: Author): unknown {
  return em.create(Book, { title: 5, author });
}

export function setToWrongType(author: Author): void {
  author.lastName = 5;
}

export function setRequiredToNull(author: Author): void {
  author.lastName = null;
}

export function referenceToWrongType(book: Book, publisher: Publisher): void {
  book.author.set(publisher);
}

export function memberOfWrongType(author: Author, tag: Tag): void {
  author.books.add(tag);
}

export async function idOfOtherType(em: EntityManager, book: Book): Promise<unknown> {
  return em.load(Author, book.id);
}

export function keyIsSet(author: Author): void {
  author.id = "a:2";
}

export async function collectionLoaded(em: EntityManager): Promise<number> {
  return (await em.load(Author, "a:1", "books")).books.get.length;
}

export async function nestedLoaded(em: EntityManager): Promise<number> {
  const author = await em.load(Author, "a:1", { books: "reviews" });
  return author.books.get[0]!.reviews.get.length;
}

export async function lazyLoaded(em: EntityManager): Promise<string | undefined> {
  return (await em.load(Book, "b:1", "synopsis")).synopsis.get;
}

export function handedOnWithMore(author: Loaded<Author, "books" | "mentor">): number {
  const count = (loaded: Loaded<Author, "books">): number => loaded.books.get.length;
  return count(author);
}

export function narrowed(author: Author): number {
  return author.isLoaded("books") ? author.books.get.length : 0;
}

export function newHasItsRelations(em: EntityManager, publisher: Publisher): number {
  return em.create(Author, { firstName: "Ann", lastName: "New", publisher }).books.get.length;
}

export function referenceIsSet(book: Book, author: Author): void {
  book.author.set(author);
}

export async function nestedFilter(em: EntityManager): Promise<unknown> {
  return em.find(Book, { author: { publisher: { name: "x" } }, tags: { name: "y" } });
}

export async function operatorFilter(em: EntityManager): Promise<unknown> {
  return em.find(Review, { rating: { gte: 3 }, book: { title: { like: "T%" } } });
}

export async function filterMayBeUndefined(
  em: EntityManager,
  lastName: string | undefined,
): Promise<unknown> {
  return em.find(Author, { lastName });
}

export async function nestedOrder(em: EntityManager): Promise<unknown> {
  return em.find(Book, {}, { orderBy: { author: { lastName: "DESC" } } });
}

export function createWithoutOptional(em: EntityManager, publisher: Publisher): unknown {
  return em.create(Author, { firstName: "Ann", lastName: "New", publisher });
}

export function createWithChildren(em: EntityManager, publisher: Publisher): unknown {
  const author = em.create(Author, { firstName: "Ann", lastName: "New", publisher });
  return em.create(Book, { title: "One", author });
}

export function optionalReferenceIsEmptied(author: Author): void {
  author.mentor.set(undefined);
}

export function memberIsAdded(book: Book, tag: Tag): void {
  book.tags.add(tag);
}

export async function idOfSameType(em: EntityManager, author: Author): Promise<unknown> {
  return em.load(Author, author.id);
}
