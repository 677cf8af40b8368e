// What a module of an application asks of the types: twenty queries of every kind. `pnpm budgets` counts what they cost.
import { Author } from "../test/schema/entities/Author.ts";
import { Book } from "../test/schema/entities/Book.ts";
import type { EntityManager } from "../test/schema/entities/codegen/domain.ts";
import { Publisher } from "../test/schema/entities/Publisher.ts";
import { Review } from "../test/schema/entities/Review.ts";
import { Tag } from "../test/schema/entities/Tag.ts";

export async function queries(em: EntityManager): Promise<ReadonlyArray<unknown>> {
  const plain = await em.load(Author, "a:1");
  const withBooks = await em.load(Author, "a:1", "books");
  const withMore = await em.load(Author, "a:1", ["books", "publisher"]);
  const deep = await em.load(Author, "a:1", { books: { reviews: {}, tags: {} }, publisher: {} });
  const several = await em.loadAll(Book, ["b:1", "b:2"], { author: "publisher" });
  const some = await em.loadAllIfExists(Tag, ["t:1"], { books: "author" });
  const found = await em.find(Book, { title: "t" });
  const filtered = await em.find(Book, { author: { publisher: { name: { ne: "P" } } } });
  const byChild = await em.find(Author, { books: { reviews: { rating: { gte: 4 } } } });
  const byTag = await em.find(Book, { tags: { name: ["a", "b"] } }, { populate: "tags" });
  const ordered = await em.find(Book, {}, { orderBy: { author: { firstName: "ASC" } }, limit: 9 });
  const hinted = await em.find(Author, { age: { gt: 18 } }, { populate: { books: "reviews" } });
  const one = await em.findOne(Publisher, { name: "p" }, { populate: { authors: "books" } });
  const must = await em.findOneOrFail(Review, { book: "b:1" }, { populate: "book" });
  const count = await em.findCount(Review, { rating: 5 });
  const populated = await em.populate(plain, { mentor: "books" });
  const all = await em.populate(found, { author: { books: "tags" } });
  const author = em.create(Author, { firstName: "Ann" });
  const book = em.create(Book, { title: "t", author });
  const review = em.create(Review, { book, rating: 5 });
  return [
    withBooks.books.get.length,
    withMore.publisher.get?.name,
    deep.books.get.flatMap((each) => each.reviews.get.map(({ rating }) => rating)),
    several.map((each) => each.author.get.publisher.get?.name),
    some.flatMap((each) => each.books.get.map((other) => other.author.get.firstName)),
    filtered.length,
    byChild.length,
    byTag.flatMap((each) => each.tags.get.map(({ name }) => name)),
    ordered.map(({ title }) => title),
    hinted.flatMap((each) => each.books.get.flatMap((other) => other.reviews.get)),
    one?.authors.get.flatMap((each) => each.books.get),
    must.book.get.title,
    count,
    populated.mentor.get?.books.get,
    all.map((each) => each.author.get.books.get.map((other) => other.tags.get)),
    review.rating,
  ];
}
