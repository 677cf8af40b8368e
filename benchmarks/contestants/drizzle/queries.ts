// The fifty queries of S7 with Drizzle.
import {
  and,
  asc,
  count,
  desc,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  like,
  lt,
  lte,
  ne,
  or,
  sql,
} from "drizzle-orm";
import type { Answer, S7Input } from "../../scenarios/s7.ts";
import { byId, idsOf } from "../byId.ts";
import type { Database } from "./openDatabase.ts";
import { authors, books, publishers, reviews, tags } from "./schema.ts";

export async function queries(db: Database, input: S7Input): Promise<ReadonlyArray<Answer>> {
  const { publisherName, authorEmail, bookTitle, reviewBody, tagName } = input;
  const { query } = db;
  return [
    [(await query.publishers.findFirst({ where: eq(publishers.id, 3) }))!.name],
    [(await query.authors.findFirst({ where: eq(authors.id, 7) }))!.email],
    [(await query.books.findFirst({ where: eq(books.id, 11) }))!.title],
    [(await query.reviews.findFirst({ where: eq(reviews.id, 13) }))!.body],
    [(await query.tags.findFirst({ where: eq(tags.id, 4) }))!.name],
    (
      await db
        .select()
        .from(publishers)
        .where(inArray(publishers.id, [1, 2, 3]))
        .orderBy(publishers.id)
    ).map(({ name }) => name),
    (
      await db
        .select()
        .from(authors)
        .where(inArray(authors.id, [1, 2, 3, 4]))
        .orderBy(authors.id)
    ).map(({ email }) => email),
    (
      await db
        .select()
        .from(books)
        .where(inArray(books.id, [2, 4, 6]))
        .orderBy(books.id)
    ).map(({ title }) => title),
    (
      await db
        .select()
        .from(reviews)
        .where(inArray(reviews.id, [5, 7, 9]))
        .orderBy(reviews.id)
    ).map(({ body }) => body),
    (
      await db
        .select()
        .from(tags)
        .where(inArray(tags.id, [1, 2, 3]))
        .orderBy(tags.id)
    ).map(({ name }) => name),
    idsOf(await db.select().from(publishers).where(eq(publishers.name, publisherName))),
    idsOf(await db.select().from(authors).where(eq(authors.email, authorEmail))),
    idsOf(await db.select().from(books).where(eq(books.title, bookTitle))),
    idsOf(await db.select().from(reviews).where(eq(reviews.body, reviewBody))),
    idsOf(await db.select().from(tags).where(eq(tags.name, tagName))),
    idsOf(
      await db
        .select()
        .from(publishers)
        .where(and(gte(publishers.foundedYear, 1900), ne(publishers.country, "US")))
        .orderBy(publishers.id),
    ),
    idsOf(
      await db
        .select()
        .from(authors)
        .where(and(eq(authors.isActive, true), gt(authors.age, 50)))
        .orderBy(authors.id),
    ),
    idsOf(
      await db
        .select()
        .from(books)
        .where(and(gt(books.pages, 700), lt(books.priceCents, 2000)))
        .orderBy(books.id),
    ),
    idsOf(
      await db
        .select()
        .from(reviews)
        .where(and(eq(reviews.rating, 5), lte(reviews.id, 100)))
        .orderBy(reviews.id),
    ),
    idsOf(await db.select().from(tags).where(gt(tags.id, 5)).orderBy(tags.id)),
    idsOf(
      await db
        .select()
        .from(publishers)
        .where(isNull(publishers.foundedYear))
        .orderBy(publishers.id),
    ),
    idsOf(
      await db
        .select()
        .from(authors)
        .where(or(isNull(authors.bio), isNull(authors.age)))
        .orderBy(authors.id),
    ),
    idsOf(await db.select().from(books).where(isNull(books.isbn)).orderBy(books.id)),
    idsOf(
      await db
        .select()
        .from(reviews)
        .where(and(inArray(reviews.rating, [1, 2]), lte(reviews.id, 100)))
        .orderBy(reviews.id),
    ),
    idsOf(await db.select().from(tags).where(like(tags.name, "a%")).orderBy(tags.id)),
    idsOf(await db.select().from(publishers).orderBy(desc(publishers.id)).limit(3)),
    idsOf(
      await db
        .select()
        .from(authors)
        .where(isNotNull(authors.age))
        .orderBy(desc(authors.age), asc(authors.id))
        .limit(5),
    ),
    idsOf(await db.select().from(books).orderBy(desc(books.pages), asc(books.id)).limit(5)),
    idsOf(
      await db
        .select()
        .from(reviews)
        .where(lte(reviews.id, 100))
        .orderBy(desc(reviews.rating), asc(reviews.id))
        .limit(5),
    ),
    idsOf(await db.select().from(tags).orderBy(desc(tags.id)).limit(3).offset(1)),
    [await db.$count(publishers, eq(publishers.country, "US"))],
    [await db.$count(authors, eq(authors.isActive, false))],
    [await db.$count(books, and(gte(books.priceCents, 1000), lt(books.priceCents, 2000)))],
    [(await db.select({ value: count() }).from(reviews).where(gte(reviews.rating, 4)))[0]!.value],
    [await db.$count(tags)],
    idsOf(
      await db
        .select()
        .from(publishers)
        .where(
          exists(
            db
              .select({ one: sql`1` })
              .from(authors)
              .where(and(eq(authors.publisherId, publishers.id), gt(authors.age, 80))),
          ),
        )
        .orderBy(publishers.id),
    ),
    (
      await db
        .select({ id: authors.id })
        .from(authors)
        .innerJoin(publishers, eq(publishers.id, authors.publisherId))
        .where(eq(publishers.name, publisherName))
        .orderBy(authors.id)
    ).map(({ id }) => id),
    (
      await db
        .select({ id: books.id })
        .from(books)
        .innerJoin(authors, eq(authors.id, books.authorId))
        .where(eq(authors.email, authorEmail))
        .orderBy(books.id)
    ).map(({ id }) => id),
    (
      await db
        .select({ id: reviews.id })
        .from(reviews)
        .innerJoin(books, eq(books.id, reviews.bookId))
        .innerJoin(authors, eq(authors.id, books.authorId))
        .where(eq(authors.email, authorEmail))
        .orderBy(reviews.id)
    ).map(({ id }) => id),
    idsOf(
      await db
        .select()
        .from(books)
        .where(
          and(
            eq(books.authorId, 7),
            exists(
              db
                .select({ one: sql`1` })
                .from(reviews)
                .where(and(eq(reviews.bookId, books.id), eq(reviews.rating, 5))),
            ),
          ),
        )
        .orderBy(books.id),
    ),
    (
      await db
        .select({ email: authors.email })
        .from(publishers)
        .innerJoin(authors, eq(authors.publisherId, publishers.id))
        .where(eq(publishers.id, 3))
        .orderBy(authors.id)
    ).map(({ email }) => email),
    byId(
      (await query.authors.findFirst({ where: eq(authors.id, 7), with: { books: true } }))!.books,
    ).map(({ title }) => title),
    [
      (await query.books.findFirst({ where: eq(books.id, 11), with: { author: true } }))!.author
        .email,
    ],
    [
      (await query.reviews.findFirst({ where: eq(reviews.id, 13), with: { book: true } }))!.book
        .title,
    ],
    byId(
      (await query.books.findFirst({
        where: eq(books.id, 11),
        with: { booksToTags: { with: { tag: true } } },
      }))!.booksToTags.map(({ tag }) => tag),
    ).map(({ name }) => name),
    byId(
      (await query.authors.findFirst({
        where: eq(authors.id, 7),
        with: { books: { with: { reviews: true } } },
      }))!.books.flatMap((book) => book.reviews),
    ).map(({ rating }) => rating),
    [
      (await query.reviews.findFirst({
        where: eq(reviews.id, 13),
        with: { book: { with: { author: true } } },
      }))!.book.author.email,
    ],
    (
      await db
        .select({ name: publishers.name })
        .from(books)
        .innerJoin(authors, eq(authors.id, books.authorId))
        .innerJoin(publishers, eq(publishers.id, authors.publisherId))
        .where(eq(books.id, 11))
    ).map(({ name }) => name),
    idsOf(
      byId(
        (
          await query.authors.findMany({ where: eq(authors.publisherId, 3), with: { books: true } })
        ).flatMap((author) => author.books),
      ),
    ),
    (
      await db
        .select({ name: publishers.name, books: db.$count(books, eq(books.authorId, authors.id)) })
        .from(authors)
        .innerJoin(publishers, eq(publishers.id, authors.publisherId))
        .where(inArray(authors.id, [1, 2, 3]))
        .orderBy(authors.id)
    ).map(({ name, books: own }) => `${name}: ${own}`),
  ];
}
