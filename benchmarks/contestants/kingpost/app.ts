// The application of S8 with Kingpost.
import type { NewAuthor, NewBook } from "../../fixtures/Fixture.ts";
import type { AuthorPage, BookSearch, FoundBook, Library } from "../../scenarios/s8.ts";
import { Author } from "./entities/Author.ts";
import { Book } from "./entities/Book.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";
import { Review } from "./entities/Review.ts";
import { Tag } from "./entities/Tag.ts";

export class App implements Library {
  readonly #newEm: () => EntityManager;

  constructor(newEm: () => EntityManager) {
    this.#newEm = newEm;
  }

  async addAuthor(values: NewAuthor, books: ReadonlyArray<NewBook>): Promise<number> {
    const em = this.#newEm();
    const author = em.create(Author, values);
    for (const book of books) em.create(Book, { ...book, author });
    await em.flush();
    return Number(author.idUntagged);
  }

  async findBooks({ publisherName, minPages, limit }: BookSearch): Promise<FoundBook[]> {
    const books = await this.#newEm().find(
      Book,
      { pages: { gte: minPages }, author: { publisher: { name: publisherName } } },
      { orderBy: { title: "ASC" }, limit, populate: "author" },
    );
    return books.map(({ title, author }) => ({ title, author: nameOf(author.get) }));
  }

  async authorPage(id: number): Promise<AuthorPage | undefined> {
    const hint = { publisher: {}, books: ["tags", "reviews"] } as const;
    const [author] = await this.#newEm().find(Author, { id: `a:${id}` }, { populate: hint });
    return (
      author && {
        name: nameOf(author),
        publisher: author.publisher.get?.name ?? null,
        books: author.books.get.map((book) => ({
          id: Number(book.idUntagged),
          title: book.title,
          pages: book.pages,
          tags: book.tags.get.map(({ name }) => name),
          ratings: book.reviews.get.map(({ rating }) => rating),
        })),
      }
    );
  }

  async review(bookId: number, rating: number, body: string): Promise<void> {
    const em = this.#newEm();
    em.create(Review, { book: `b:${bookId}`, rating, body });
    await em.flush();
  }

  async editBook(id: number, changes: Partial<Pick<Book, "title" | "pages">>): Promise<void> {
    const em = this.#newEm();
    (await em.load(Book, `b:${id}`)).set(changes);
    await em.flush();
  }

  async moveBooks(fromId: number, toId: number): Promise<void> {
    const em = this.#newEm();
    const [from, to] = await em.loadAll(Author, [`a:${fromId}`, `a:${toId}`], "books");
    for (const book of from!.books.get) book.author.set(to!);
    await em.flush();
  }

  async retag(bookId: number, names: ReadonlyArray<string>): Promise<void> {
    const em = this.#newEm();
    const book = await em.load(Book, `b:${bookId}`, "tags");
    book.tags.set(await Promise.all(names.map((name) => em.findOrCreate(Tag, { name }, {}))));
    await em.flush();
  }

  async removeAuthor(id: number): Promise<void> {
    const em = this.#newEm();
    const author = await em.load(Author, `a:${id}`, { books: "reviews" });
    for (const book of author.books.get) em.delete([...book.reviews.get, book]);
    em.delete(author);
    await em.flush();
  }
}

function nameOf({ firstName, lastName }: Author): string {
  return `${firstName} ${lastName}`;
}
