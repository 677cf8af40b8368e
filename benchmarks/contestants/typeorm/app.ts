// The application of S8 with TypeORM.
import { type EntityManager, In, MoreThanOrEqual } from "typeorm";
import type { NewAuthor, NewBook } from "../../fixtures/Fixture.ts";
import type { AuthorPage, BookSearch, FoundBook, Library } from "../../scenarios/s8.ts";
import { Author, type AuthorEntity, Book, Review, Tag } from "./entities.ts";

export class App implements Library {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async addAuthor(values: NewAuthor, books: ReadonlyArray<NewBook>): Promise<number> {
    return await this.#manager.transaction(async (tx) => {
      const author = await tx.save(Author, tx.create(Author, values));
      await tx.save(
        Book,
        books.map((book) => tx.create(Book, { ...book, authorId: author.id })),
      );
      return author.id;
    });
  }

  async findBooks({ publisherName, minPages, limit }: BookSearch): Promise<FoundBook[]> {
    const books = await this.#manager.find(Book, {
      where: {
        ...(minPages !== undefined && { pages: MoreThanOrEqual(minPages) }),
        ...(publisherName !== undefined && { author: { publisher: { name: publisherName } } }),
      },
      relations: { author: true },
      order: { title: "ASC" },
      take: limit,
    });
    return books.map(({ title, author }) => ({ title, author: nameOf(author) }));
  }

  async authorPage(id: number): Promise<AuthorPage | undefined> {
    const author = await this.#manager.findOne(Author, {
      where: { id },
      relations: { publisher: true, books: { tags: true, reviews: true } },
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
            tags: book.tags.map(({ name }) => name),
            ratings: book.reviews.map(({ rating }) => rating),
          })),
        };
  }

  async review(bookId: number, rating: number, body: string): Promise<void> {
    await this.#manager.insert(Review, { bookId, rating, body });
  }

  async editBook(id: number, changes: { title?: string; pages?: number }): Promise<void> {
    await this.#manager.update(Book, id, changes);
  }

  async moveBooks(fromId: number, toId: number): Promise<void> {
    await this.#manager.update(Book, { authorId: fromId }, { authorId: toId });
  }

  async retag(bookId: number, names: ReadonlyArray<string>): Promise<void> {
    await this.#manager.transaction(async (tx) => {
      await tx.upsert(
        Tag,
        names.map((name) => ({ name })),
        ["name"],
      );
      const tags = await tx.findBy(Tag, { name: In([...names]) });
      await tx.save(Book, { id: bookId, tags });
    });
  }

  async removeAuthor(id: number): Promise<void> {
    await this.#manager.transaction(async (tx) => {
      const books = await tx.find(Book, { where: { authorId: id }, relations: { reviews: true } });
      await tx.remove(
        Review,
        books.flatMap(({ reviews }) => reviews),
      );
      await tx.remove(Book, books);
      await tx.delete(Author, id);
    });
  }
}

function nameOf({ firstName, lastName }: AuthorEntity): string {
  return `${firstName} ${lastName}`;
}
