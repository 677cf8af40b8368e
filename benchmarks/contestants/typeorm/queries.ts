// The fifty queries of S7 with TypeORM.
import {
  And,
  type EntityManager,
  In,
  IsNull,
  LessThan,
  LessThanOrEqual,
  Like,
  MoreThan,
  MoreThanOrEqual,
  Not,
} from "typeorm";
import type { Answer, S7Input } from "../../scenarios/s7.ts";
import { byId, idsOf } from "../byId.ts";
import { Author, Book, Publisher, Review, Tag } from "./entities.ts";

export async function queries(
  manager: EntityManager,
  input: S7Input,
): Promise<ReadonlyArray<Answer>> {
  const { publisherName, authorEmail, bookTitle, reviewBody, tagName } = input;
  const order = { id: "ASC" } as const;
  const early = LessThanOrEqual(100);
  return [
    [(await manager.findOneByOrFail(Publisher, { id: 3 })).name],
    [(await manager.findOneByOrFail(Author, { id: 7 })).email],
    [(await manager.findOneByOrFail(Book, { id: 11 })).title],
    [(await manager.findOneByOrFail(Review, { id: 13 })).body],
    [(await manager.findOneByOrFail(Tag, { id: 4 })).name],
    (await manager.find(Publisher, { where: { id: In([1, 2, 3]) }, order })).map(
      ({ name }) => name,
    ),
    (await manager.find(Author, { where: { id: In([1, 2, 3, 4]) }, order })).map(
      ({ email }) => email,
    ),
    (await manager.find(Book, { where: { id: In([2, 4, 6]) }, order })).map(({ title }) => title),
    (await manager.find(Review, { where: { id: In([5, 7, 9]) }, order })).map(({ body }) => body),
    (await manager.find(Tag, { where: { id: In([1, 2, 3]) }, order })).map(({ name }) => name),
    idsOf(await manager.findBy(Publisher, { name: publisherName })),
    idsOf(await manager.findBy(Author, { email: authorEmail })),
    idsOf(await manager.findBy(Book, { title: bookTitle })),
    idsOf(await manager.findBy(Review, { body: reviewBody })),
    idsOf(await manager.findBy(Tag, { name: tagName })),
    idsOf(
      await manager.find(Publisher, {
        where: { foundedYear: MoreThanOrEqual(1900), country: Not("US") },
        order,
      }),
    ),
    idsOf(await manager.find(Author, { where: { isActive: true, age: MoreThan(50) }, order })),
    idsOf(
      await manager.find(Book, {
        where: { pages: MoreThan(700), priceCents: LessThan(2000) },
        order,
      }),
    ),
    idsOf(await manager.find(Review, { where: { rating: 5, id: early }, order })),
    idsOf(await manager.find(Tag, { where: { id: MoreThan(5) }, order })),
    idsOf(await manager.find(Publisher, { where: { foundedYear: IsNull() }, order })),
    idsOf(await manager.find(Author, { where: [{ bio: IsNull() }, { age: IsNull() }], order })),
    idsOf(await manager.find(Book, { where: { isbn: IsNull() }, order })),
    idsOf(await manager.find(Review, { where: { rating: In([1, 2]), id: early }, order })),
    idsOf(await manager.find(Tag, { where: { name: Like("a%") }, order })),
    idsOf(await manager.find(Publisher, { order: { id: "DESC" }, take: 3 })),
    idsOf(
      await manager.find(Author, {
        where: { age: Not(IsNull()) },
        order: { age: "DESC", id: "ASC" },
        take: 5,
      }),
    ),
    idsOf(await manager.find(Book, { order: { pages: "DESC", id: "ASC" }, take: 5 })),
    idsOf(
      await manager.find(Review, {
        where: { id: early },
        order: { rating: "DESC", id: "ASC" },
        take: 5,
      }),
    ),
    idsOf(await manager.find(Tag, { order: { id: "DESC" }, take: 3, skip: 1 })),
    [await manager.countBy(Publisher, { country: "US" })],
    [await manager.countBy(Author, { isActive: false })],
    [await manager.countBy(Book, { priceCents: And(MoreThanOrEqual(1000), LessThan(2000)) })],
    [await manager.countBy(Review, { rating: MoreThanOrEqual(4) })],
    [await manager.count(Tag)],
    idsOf(await manager.find(Publisher, { where: { authors: { age: MoreThan(80) } }, order })),
    idsOf(await manager.find(Author, { where: { publisher: { name: publisherName } }, order })),
    idsOf(await manager.find(Book, { where: { author: { email: authorEmail } }, order })),
    idsOf(
      await manager.find(Review, { where: { book: { author: { email: authorEmail } } }, order }),
    ),
    idsOf(await manager.find(Book, { where: { authorId: 7, reviews: { rating: 5 } }, order })),
    byId(
      (await manager.findOneOrFail(Publisher, { where: { id: 3 }, relations: { authors: true } }))
        .authors,
    ).map(({ email }) => email),
    byId(
      (await manager.findOneOrFail(Author, { where: { id: 7 }, relations: { books: true } })).books,
    ).map(({ title }) => title),
    [
      (await manager.findOneOrFail(Book, { where: { id: 11 }, relations: { author: true } })).author
        .email,
    ],
    [
      (await manager.findOneOrFail(Review, { where: { id: 13 }, relations: { book: true } })).book
        .title,
    ],
    byId(
      (await manager.findOneOrFail(Book, { where: { id: 11 }, relations: { tags: true } })).tags,
    ).map(({ name }) => name),
    byId(
      (
        await manager.findOneOrFail(Author, {
          where: { id: 7 },
          relations: { books: { reviews: true } },
        })
      ).books.flatMap(({ reviews }) => reviews),
    ).map(({ rating }) => rating),
    [
      (
        await manager.findOneOrFail(Review, {
          where: { id: 13 },
          relations: { book: { author: true } },
        })
      ).book.author.email,
    ],
    [
      (
        await manager.findOneOrFail(Book, {
          where: { id: 11 },
          relations: { author: { publisher: true } },
        })
      ).author.publisher?.name ?? "",
    ],
    idsOf(
      byId(
        (
          await manager.findOneOrFail(Publisher, {
            where: { id: 3 },
            relations: { authors: { books: true } },
          })
        ).authors.flatMap(({ books }) => books),
      ),
    ),
    (
      await manager.find(Author, {
        where: { id: In([1, 2, 3]) },
        relations: { publisher: true, books: true },
        order,
      })
    ).map(({ publisher, books }) => `${publisher?.name}: ${books.length}`),
  ];
}
