// The application of S8 with MikroORM.
import type { EntityManager } from "@mikro-orm/postgresql";
import type { NewAuthor, NewBook } from "../../fixtures/Fixture.ts";
import type { AuthorPage, BookSearch, FoundBook, Library } from "../../scenarios/s8.ts";
import { Author, Book, Review, Tag } from "./entities.ts";

export class App implements Library {
  readonly #em: EntityManager;

  constructor(em: EntityManager) {
    this.#em = em;
  }

  async addAuthor(values: NewAuthor, books: ReadonlyArray<NewBook>): Promise<number> {
    const em = this.#em.fork();
    const author = em.create(Author, values);
    for (const book of books) em.create(Book, { ...book, author });
    await em.flush();
    return author.id;
  }

  async findBooks({ publisherName, minPages, limit }: BookSearch): Promise<FoundBook[]> {
    const books = await this.#em.fork().find(
      Book,
      {
        ...(minPages !== undefined && { pages: { $gte: minPages } }),
        ...(publisherName !== undefined && { author: { publisher: { name: publisherName } } }),
      },
      { orderBy: { title: "asc" }, limit, populate: ["author"] },
    );
    return books.map(({ title, author }) => ({ title, author: nameOf(author.$) }));
  }

  async authorPage(id: number): Promise<AuthorPage | undefined> {
    const author = await this.#em.fork().findOne(Author, id, {
      populate: ["publisher", "books.tags", "books.reviews"],
    });
    return author === null
      ? undefined
      : {
          name: nameOf(author),
          publisher: author.publisher?.$.name ?? null,
          books: author.books.getItems().map((book) => ({
            id: book.id,
            title: book.title,
            pages: book.pages,
            tags: book.tags.getItems().map(({ name }) => name),
            ratings: book.reviews.getItems().map(({ rating }) => rating),
          })),
        };
  }

  async review(bookId: number, rating: number, body: string): Promise<void> {
    const em = this.#em.fork();
    em.create(Review, { book: em.getReference(Book, bookId), rating, body });
    await em.flush();
  }

  async editBook(id: number, changes: { title?: string; pages?: number }): Promise<void> {
    const em = this.#em.fork();
    em.assign(await em.findOneOrFail(Book, id), changes);
    await em.flush();
  }

  async moveBooks(fromId: number, toId: number): Promise<void> {
    const em = this.#em.fork();
    const to = em.getReference(Author, toId, { wrapped: true });
    for (const book of await em.find(Book, { author: fromId })) book.author = to;
    await em.flush();
  }

  async retag(bookId: number, names: ReadonlyArray<string>): Promise<void> {
    const em = this.#em.fork();
    const book = await em.findOneOrFail(Book, bookId, { populate: ["tags"] });
    const known = await em.find(Tag, { name: { $in: [...names] } });
    book.tags.set(
      names.map((name) => known.find((tag) => tag.name === name) ?? em.create(Tag, { name })),
    );
    await em.flush();
  }

  async removeAuthor(id: number): Promise<void> {
    const em = this.#em.fork();
    const author = await em.findOneOrFail(Author, id, { populate: ["books.reviews"] });
    for (const book of author.books) em.remove([...book.reviews, book]);
    em.remove(author);
    await em.flush();
  }
}

function nameOf({ firstName, lastName }: { firstName: string; lastName: string }): string {
  return `${firstName} ${lastName}`;
}
