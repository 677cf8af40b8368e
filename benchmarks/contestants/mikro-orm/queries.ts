// The fifty queries of S7 with MikroORM.
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Answer, S7Input } from "../../scenarios/s7.ts";
import { byId, idsOf } from "../byId.ts";
import { Author, Book, Publisher, Review, Tag } from "./entities.ts";

export async function queries(em: EntityManager, input: S7Input): Promise<ReadonlyArray<Answer>> {
  const { publisherName, authorEmail, bookTitle, reviewBody, tagName } = input;
  const orderBy = { id: "asc" } as const;
  return [
    [(await em.findOneOrFail(Publisher, 3)).name],
    [(await em.findOneOrFail(Author, 7)).email],
    [(await em.findOneOrFail(Book, 11)).title],
    [(await em.findOneOrFail(Review, 13)).body],
    [(await em.findOneOrFail(Tag, 4)).name],
    (await em.find(Publisher, { id: { $in: [1, 2, 3] } }, { orderBy })).map(({ name }) => name),
    (await em.find(Author, { id: { $in: [1, 2, 3, 4] } }, { orderBy })).map(({ email }) => email),
    (await em.find(Book, { id: { $in: [2, 4, 6] } }, { orderBy })).map(({ title }) => title),
    (await em.find(Review, { id: { $in: [5, 7, 9] } }, { orderBy })).map(({ body }) => body),
    (await em.find(Tag, { id: { $in: [1, 2, 3] } }, { orderBy })).map(({ name }) => name),
    idsOf(await em.find(Publisher, { name: publisherName })),
    idsOf(await em.find(Author, { email: authorEmail })),
    idsOf(await em.find(Book, { title: bookTitle })),
    idsOf(await em.find(Review, { body: reviewBody })),
    idsOf(await em.find(Tag, { name: tagName })),
    idsOf(
      await em.find(
        Publisher,
        { foundedYear: { $gte: 1900 }, country: { $ne: "US" } },
        { orderBy },
      ),
    ),
    idsOf(await em.find(Author, { isActive: true, age: { $gt: 50 } }, { orderBy })),
    idsOf(await em.find(Book, { pages: { $gt: 700 }, priceCents: { $lt: 2000 } }, { orderBy })),
    idsOf(await em.find(Review, { rating: 5, id: { $lte: 100 } }, { orderBy })),
    idsOf(await em.find(Tag, { id: { $gt: 5 } }, { orderBy })),
    idsOf(await em.find(Publisher, { foundedYear: null }, { orderBy })),
    idsOf(await em.find(Author, { $or: [{ bio: null }, { age: null }] }, { orderBy })),
    idsOf(await em.find(Book, { isbn: null }, { orderBy })),
    idsOf(await em.find(Review, { rating: { $in: [1, 2] }, id: { $lte: 100 } }, { orderBy })),
    idsOf(await em.find(Tag, { name: { $like: "a%" } }, { orderBy })),
    idsOf(await em.find(Publisher, {}, { orderBy: { id: "desc" }, limit: 3 })),
    idsOf(
      await em.find(
        Author,
        { age: { $ne: null } },
        { orderBy: { age: "desc", id: "asc" }, limit: 5 },
      ),
    ),
    idsOf(await em.find(Book, {}, { orderBy: { pages: "desc", id: "asc" }, limit: 5 })),
    idsOf(
      await em.find(
        Review,
        { id: { $lte: 100 } },
        { orderBy: { rating: "desc", id: "asc" }, limit: 5 },
      ),
    ),
    idsOf(await em.find(Tag, {}, { orderBy: { id: "desc" }, limit: 3, offset: 1 })),
    [await em.count(Publisher, { country: "US" })],
    [await em.count(Author, { isActive: false })],
    [await em.count(Book, { priceCents: { $gte: 1000, $lt: 2000 } })],
    [await em.count(Review, { rating: { $gte: 4 } })],
    [await em.count(Tag)],
    idsOf(await em.find(Publisher, { authors: { $some: { age: { $gt: 80 } } } }, { orderBy })),
    idsOf(await em.find(Author, { publisher: { name: publisherName } }, { orderBy })),
    idsOf(await em.find(Book, { author: { email: authorEmail } }, { orderBy })),
    idsOf(await em.find(Review, { book: { author: { email: authorEmail } } }, { orderBy })),
    idsOf(await em.find(Book, { author: 7, reviews: { $some: { rating: 5 } } }, { orderBy })),
    byId((await em.findOneOrFail(Publisher, 3, { populate: ["authors"] })).authors.getItems()).map(
      ({ email }) => email,
    ),
    byId((await em.findOneOrFail(Author, 7, { populate: ["books"] })).books.getItems()).map(
      ({ title }) => title,
    ),
    [(await em.findOneOrFail(Book, 11, { populate: ["author"] })).author.$.email],
    [(await em.findOneOrFail(Review, 13, { populate: ["book"] })).book.$.title],
    byId((await em.findOneOrFail(Book, 11, { populate: ["tags"] })).tags.getItems()).map(
      ({ name }) => name,
    ),
    byId(
      (await em.findOneOrFail(Author, 7, { populate: ["books.reviews"] })).books
        .getItems()
        .flatMap((book) => book.reviews.getItems()),
    ).map(({ rating }) => rating),
    [(await em.findOneOrFail(Review, 13, { populate: ["book.author"] })).book.$.author.$.email],
    [
      (await em.findOneOrFail(Book, 11, { populate: ["author.publisher"] })).author.$.publisher?.$
        .name ?? "",
    ],
    idsOf(
      byId(
        (await em.findOneOrFail(Publisher, 3, { populate: ["authors.books"] })).authors
          .getItems()
          .flatMap((author) => author.books.getItems()),
      ),
    ),
    (
      await em.find(
        Author,
        { id: { $in: [1, 2, 3] } },
        { populate: ["publisher", "books"], orderBy },
      )
    ).map((author) => `${author.publisher?.$.name}: ${author.books.length}`),
  ];
}
