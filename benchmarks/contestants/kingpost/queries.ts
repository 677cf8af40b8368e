// The fifty queries of S7 with Kingpost.
import type { Answer, S7Input } from "../../scenarios/s7.ts";
import { Author } from "./entities/Author.ts";
import { Book } from "./entities/Book.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";
import { Publisher } from "./entities/Publisher.ts";
import { Review } from "./entities/Review.ts";
import { Tag } from "./entities/Tag.ts";

export async function queries(em: EntityManager, input: S7Input): Promise<ReadonlyArray<Answer>> {
  const { publisherName, authorEmail, bookTitle, reviewBody, tagName } = input;
  const orderBy = { id: "ASC" } as const;
  const early = { between: ["r:1", "r:100"] } as const;
  return [
    [(await em.load(Publisher, "p:3")).name],
    [(await em.load(Author, "a:7")).email],
    [(await em.load(Book, "b:11")).title],
    [(await em.load(Review, "r:13")).body],
    [(await em.load(Tag, "t:4")).name],
    (await em.loadAll(Publisher, ["p:1", "p:2", "p:3"])).map(({ name }) => name),
    (await em.loadAll(Author, ["a:1", "a:2", "a:3", "a:4"])).map(({ email }) => email),
    (await em.loadAll(Book, ["b:2", "b:4", "b:6"])).map(({ title }) => title),
    (await em.loadAll(Review, ["r:5", "r:7", "r:9"])).map(({ body }) => body),
    (await em.loadAll(Tag, ["t:1", "t:2", "t:3"])).map(({ name }) => name),
    idsOf(await em.find(Publisher, { name: publisherName })),
    idsOf(await em.find(Author, { email: authorEmail })),
    idsOf(await em.find(Book, { title: bookTitle })),
    idsOf(await em.find(Review, { body: reviewBody })),
    idsOf(await em.find(Tag, { name: tagName })),
    idsOf(
      await em.find(Publisher, { foundedYear: { gte: 1900 }, country: { ne: "US" } }, { orderBy }),
    ),
    idsOf(await em.find(Author, { isActive: true, age: { gt: 50 } }, { orderBy })),
    idsOf(await em.find(Book, { pages: { gt: 700 }, priceCents: { lt: 2000 } }, { orderBy })),
    idsOf(await em.find(Review, { rating: 5, id: early }, { orderBy })),
    idsOf(await em.find(Tag, { id: { gt: "t:5" } }, { orderBy })),
    idsOf(await em.find(Publisher, { foundedYear: null }, { orderBy })),
    idsOf(await em.find(Author, { or: [{ bio: null }, { age: null }] }, { orderBy })),
    idsOf(await em.find(Book, { isbn: null }, { orderBy })),
    idsOf(await em.find(Review, { rating: [1, 2], id: early }, { orderBy })),
    idsOf(await em.find(Tag, { name: { startsWith: "a" } }, { orderBy })),
    idsOf(await em.find(Publisher, {}, { orderBy: { id: "DESC" }, limit: 3 })),
    idsOf(
      await em.find(
        Author,
        { age: { ne: null } },
        { orderBy: { age: "DESC", id: "ASC" }, limit: 5 },
      ),
    ),
    idsOf(await em.find(Book, {}, { orderBy: { pages: "DESC", id: "ASC" }, limit: 5 })),
    idsOf(
      await em.find(Review, { id: early }, { orderBy: { rating: "DESC", id: "ASC" }, limit: 5 }),
    ),
    idsOf(await em.find(Tag, {}, { orderBy: { id: "DESC" }, limit: 3, offset: 1 })),
    [await em.findCount(Publisher, { country: "US" })],
    [await em.findCount(Author, { isActive: false })],
    [await em.findCount(Book, { priceCents: { gte: 1000, lt: 2000 } })],
    [await em.findCount(Review, { rating: { gte: 4 } })],
    [await em.findCount(Tag, {})],
    idsOf(await em.find(Publisher, { authors: { age: { gt: 80 } } }, { orderBy })),
    idsOf(await em.find(Author, { publisher: { name: publisherName } }, { orderBy })),
    idsOf(await em.find(Book, { author: { email: authorEmail } }, { orderBy })),
    idsOf(await em.find(Review, { book: { author: { email: authorEmail } } }, { orderBy })),
    idsOf(await em.find(Book, { author: "a:7", reviews: { rating: 5 } }, { orderBy })),
    byId((await em.load(Publisher, "p:3", "authors")).authors.get).map(({ email }) => email),
    byId((await em.load(Author, "a:7", "books")).books.get).map(({ title }) => title),
    [(await em.load(Book, "b:11", "author")).author.get.email],
    [(await em.load(Review, "r:13", "book")).book.get.title],
    byId((await em.load(Book, "b:11", "tags")).tags.get).map(({ name }) => name),
    byId(
      (await em.load(Author, "a:7", { books: "reviews" })).books.get.flatMap(
        (book) => book.reviews.get,
      ),
    ).map(({ rating }) => rating),
    [(await em.load(Review, "r:13", { book: "author" })).book.get.author.get.email],
    [(await em.load(Book, "b:11", { author: "publisher" })).author.get.publisher.get?.name ?? ""],
    idsOf(
      byId(
        (await em.load(Publisher, "p:3", { authors: "books" })).authors.get.flatMap(
          (author) => author.books.get,
        ),
      ),
    ),
    (await em.loadAll(Author, ["a:1", "a:2", "a:3"], ["publisher", "books"])).map(
      (author) => `${author.publisher.get?.name}: ${author.books.get.length}`,
    ),
  ];
}

interface Identified {
  readonly idUntagged: string;
}

function idsOf(entities: ReadonlyArray<Identified>): Answer {
  return entities.map(({ idUntagged }) => Number(idUntagged));
}

function byId<T extends Identified>(entities: ReadonlyArray<T>): ReadonlyArray<T> {
  return entities.toSorted((a, b) => Number(a.idUntagged) - Number(b.idUntagged));
}
