// The fifty queries of S7 with Prisma. Its client is generated when Prisma is first measured, and these are compiled then, so the workspace's own
// check leaves them out.
import type { Answer, S7Input } from "../../scenarios/s7.ts";
import { byId, idsOf } from "../byId.ts";
import type { PrismaClient } from "./generated/client.ts";

export async function queries(
  prisma: PrismaClient,
  input: S7Input,
): Promise<ReadonlyArray<Answer>> {
  const { publisherName, authorEmail, bookTitle, reviewBody, tagName } = input;
  const orderBy = { id: "asc" } as const;
  const early = { lte: 100 };
  return [
    [(await prisma.publisher.findUniqueOrThrow({ where: { id: 3 } })).name],
    [(await prisma.author.findUniqueOrThrow({ where: { id: 7 } })).email],
    [(await prisma.book.findUniqueOrThrow({ where: { id: 11 } })).title],
    [(await prisma.review.findUniqueOrThrow({ where: { id: 13 } })).body],
    [(await prisma.tag.findUniqueOrThrow({ where: { id: 4 } })).name],
    (await prisma.publisher.findMany({ where: { id: { in: [1, 2, 3] } }, orderBy })).map(
      ({ name }) => name,
    ),
    (await prisma.author.findMany({ where: { id: { in: [1, 2, 3, 4] } }, orderBy })).map(
      ({ email }) => email,
    ),
    (await prisma.book.findMany({ where: { id: { in: [2, 4, 6] } }, orderBy })).map(
      ({ title }) => title,
    ),
    (await prisma.review.findMany({ where: { id: { in: [5, 7, 9] } }, orderBy })).map(
      ({ body }) => body,
    ),
    (await prisma.tag.findMany({ where: { id: { in: [1, 2, 3] } }, orderBy })).map(
      ({ name }) => name,
    ),
    idsOf(await prisma.publisher.findMany({ where: { name: publisherName } })),
    idsOf(await prisma.author.findMany({ where: { email: authorEmail } })),
    idsOf(await prisma.book.findMany({ where: { title: bookTitle } })),
    idsOf(await prisma.review.findMany({ where: { body: reviewBody } })),
    idsOf(await prisma.tag.findMany({ where: { name: tagName } })),
    idsOf(
      await prisma.publisher.findMany({
        where: { foundedYear: { gte: 1900 }, country: { not: "US" } },
        orderBy,
      }),
    ),
    idsOf(await prisma.author.findMany({ where: { isActive: true, age: { gt: 50 } }, orderBy })),
    idsOf(
      await prisma.book.findMany({
        where: { pages: { gt: 700 }, priceCents: { lt: 2000 } },
        orderBy,
      }),
    ),
    idsOf(await prisma.review.findMany({ where: { rating: 5, id: early }, orderBy })),
    idsOf(await prisma.tag.findMany({ where: { id: { gt: 5 } }, orderBy })),
    idsOf(await prisma.publisher.findMany({ where: { foundedYear: null }, orderBy })),
    idsOf(await prisma.author.findMany({ where: { OR: [{ bio: null }, { age: null }] }, orderBy })),
    idsOf(await prisma.book.findMany({ where: { isbn: null }, orderBy })),
    idsOf(await prisma.review.findMany({ where: { rating: { in: [1, 2] }, id: early }, orderBy })),
    idsOf(await prisma.tag.findMany({ where: { name: { startsWith: "a" } }, orderBy })),
    idsOf(await prisma.publisher.findMany({ orderBy: { id: "desc" }, take: 3 })),
    idsOf(
      await prisma.author.findMany({
        where: { age: { not: null } },
        orderBy: [{ age: "desc" }, { id: "asc" }],
        take: 5,
      }),
    ),
    idsOf(await prisma.book.findMany({ orderBy: [{ pages: "desc" }, { id: "asc" }], take: 5 })),
    idsOf(
      await prisma.review.findMany({
        where: { id: early },
        orderBy: [{ rating: "desc" }, { id: "asc" }],
        take: 5,
      }),
    ),
    idsOf(await prisma.tag.findMany({ orderBy: { id: "desc" }, take: 3, skip: 1 })),
    [await prisma.publisher.count({ where: { country: "US" } })],
    [await prisma.author.count({ where: { isActive: false } })],
    [await prisma.book.count({ where: { priceCents: { gte: 1000, lt: 2000 } } })],
    [await prisma.review.count({ where: { rating: { gte: 4 } } })],
    [await prisma.tag.count()],
    idsOf(
      await prisma.publisher.findMany({
        where: { authors: { some: { age: { gt: 80 } } } },
        orderBy,
      }),
    ),
    idsOf(await prisma.author.findMany({ where: { publisher: { name: publisherName } }, orderBy })),
    idsOf(await prisma.book.findMany({ where: { author: { email: authorEmail } }, orderBy })),
    idsOf(
      await prisma.review.findMany({
        where: { book: { author: { email: authorEmail } } },
        orderBy,
      }),
    ),
    idsOf(
      await prisma.book.findMany({
        where: { authorId: 7, reviews: { some: { rating: 5 } } },
        orderBy,
      }),
    ),
    byId(
      (await prisma.publisher.findUniqueOrThrow({ where: { id: 3 }, include: { authors: true } }))
        .authors,
    ).map(({ email }) => email),
    byId(
      (await prisma.author.findUniqueOrThrow({ where: { id: 7 }, include: { books: true } })).books,
    ).map(({ title }) => title),
    [
      (await prisma.book.findUniqueOrThrow({ where: { id: 11 }, include: { author: true } })).author
        .email,
    ],
    [
      (await prisma.review.findUniqueOrThrow({ where: { id: 13 }, include: { book: true } })).book
        .title,
    ],
    byId(
      (
        await prisma.book.findUniqueOrThrow({
          where: { id: 11 },
          include: { tags: { include: { tag: true } } },
        })
      ).tags.map(({ tag }) => tag),
    ).map(({ name }) => name),
    byId(
      (
        await prisma.author.findUniqueOrThrow({
          where: { id: 7 },
          include: { books: { include: { reviews: true } } },
        })
      ).books.flatMap(({ reviews }) => reviews),
    ).map(({ rating }) => rating),
    [
      (
        await prisma.review.findUniqueOrThrow({
          where: { id: 13 },
          include: { book: { include: { author: true } } },
        })
      ).book.author.email,
    ],
    [
      (
        await prisma.book.findUniqueOrThrow({
          where: { id: 11 },
          include: { author: { include: { publisher: true } } },
        })
      ).author.publisher?.name ?? "",
    ],
    idsOf(
      byId(
        (
          await prisma.publisher.findUniqueOrThrow({
            where: { id: 3 },
            include: { authors: { include: { books: true } } },
          })
        ).authors.flatMap(({ books }) => books),
      ),
    ),
    (
      await prisma.author.findMany({
        where: { id: { in: [1, 2, 3] } },
        include: { publisher: true, _count: { select: { books: true } } },
        orderBy,
      })
    ).map(({ publisher, _count: counts }) => `${publisher?.name}: ${counts.books}`),
  ];
}
