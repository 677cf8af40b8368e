// The application of S8 with Prisma. Like `queries.ts` it needs the generated client, and the workspace's own check leaves it out.
import type { NewAuthor, NewBook } from "../../fixtures/Fixture.ts";
import type { AuthorPage, BookSearch, FoundBook, Library } from "../../scenarios/s8.ts";
import type { PrismaClient } from "./generated/client.ts";

export class App implements Library {
  readonly #prisma: PrismaClient;

  constructor(prisma: PrismaClient) {
    this.#prisma = prisma;
  }

  async addAuthor(values: NewAuthor, books: ReadonlyArray<NewBook>): Promise<number> {
    const { id } = await this.#prisma.author.create({
      data: { ...values, books: { create: [...books] } },
    });
    return id;
  }

  async findBooks({ publisherName, minPages, limit }: BookSearch): Promise<FoundBook[]> {
    const books = await this.#prisma.book.findMany({
      where: {
        ...(minPages !== undefined && { pages: { gte: minPages } }),
        ...(publisherName !== undefined && { author: { publisher: { name: publisherName } } }),
      },
      include: { author: true },
      orderBy: { title: "asc" },
      take: limit,
    });
    return books.map(({ title, author }) => ({ title, author: nameOf(author) }));
  }

  async authorPage(id: number): Promise<AuthorPage | undefined> {
    const author = await this.#prisma.author.findUnique({
      where: { id },
      include: {
        publisher: true,
        books: { include: { reviews: true, tags: { include: { tag: true } } } },
      },
    });
    return author === null
      ? undefined
      : {
          name: nameOf(author),
          publisher: author.publisher?.name ?? null,
          books: author.books.map((book) => ({
            id: book.id,
            title: book.title,
            pages: book.pages,
            tags: book.tags.map(({ tag }) => tag.name),
            ratings: book.reviews.map(({ rating }) => rating),
          })),
        };
  }

  async review(bookId: number, rating: number, body: string): Promise<void> {
    await this.#prisma.review.create({ data: { bookId, rating, body } });
  }

  async editBook(id: number, changes: { title?: string; pages?: number }): Promise<void> {
    await this.#prisma.book.update({ where: { id }, data: changes });
  }

  async moveBooks(fromId: number, toId: number): Promise<void> {
    await this.#prisma.book.updateMany({
      where: { authorId: fromId },
      data: { authorId: toId },
    });
  }

  async retag(bookId: number, names: ReadonlyArray<string>): Promise<void> {
    const create = names.map((name) => ({
      tag: { connectOrCreate: { where: { name }, create: { name } } },
    }));
    await this.#prisma.book.update({
      where: { id: bookId },
      data: { tags: { deleteMany: {}, create } },
    });
  }

  async removeAuthor(id: number): Promise<void> {
    await this.#prisma.$transaction([
      this.#prisma.review.deleteMany({ where: { book: { authorId: id } } }),
      this.#prisma.book.deleteMany({ where: { authorId: id } }),
      this.#prisma.author.delete({ where: { id } }),
    ]);
  }
}

function nameOf({ firstName, lastName }: { firstName: string; lastName: string }): string {
  return `${firstName} ${lastName}`;
}
