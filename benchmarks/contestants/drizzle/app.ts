// The application of S8 with Drizzle.
import { and, eq, gte, inArray, notInArray, sql } from "drizzle-orm";
import type { NewAuthor, NewBook } from "../../fixtures/Fixture.ts";
import type { AuthorPage, BookSearch, FoundBook, Library } from "../../scenarios/s8.ts";
import type { Database } from "./openDatabase.ts";
import { authors, books, booksToTags, publishers, reviews, tags } from "./schema.ts";

export class App implements Library {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async addAuthor(author: NewAuthor, newBooks: ReadonlyArray<NewBook>): Promise<number> {
    return await this.#db.transaction(async (tx) => {
      const [created] = await tx.insert(authors).values(author).returning({ id: authors.id });
      const authorId = created!.id;
      await tx.insert(books).values(newBooks.map((book) => ({ ...book, authorId })));
      return authorId;
    });
  }

  async findBooks({ publisherName, minPages, limit }: BookSearch): Promise<FoundBook[]> {
    return await this.#db
      .select({
        title: books.title,
        author: sql<string>`${authors.firstName} || ' ' || ${authors.lastName}`,
      })
      .from(books)
      .innerJoin(authors, eq(authors.id, books.authorId))
      .leftJoin(publishers, eq(publishers.id, authors.publisherId))
      .where(
        and(
          publisherName === undefined ? undefined : eq(publishers.name, publisherName),
          minPages === undefined ? undefined : gte(books.pages, minPages),
        ),
      )
      .orderBy(books.title)
      .limit(limit);
  }

  async authorPage(id: number): Promise<AuthorPage | undefined> {
    const author = await this.#db.query.authors.findFirst({
      where: eq(authors.id, id),
      with: {
        publisher: true,
        books: { with: { reviews: true, booksToTags: { with: { tag: true } } } },
      },
    });
    return (
      author && {
        name: `${author.firstName} ${author.lastName}`,
        publisher: author.publisher?.name ?? null,
        books: author.books.map((book) => ({
          id: book.id,
          title: book.title,
          pages: book.pages,
          tags: book.booksToTags.map(({ tag }) => tag.name),
          ratings: book.reviews.map(({ rating }) => rating),
        })),
      }
    );
  }

  async review(bookId: number, rating: number, body: string): Promise<void> {
    await this.#db.insert(reviews).values({ bookId, rating, body });
  }

  async editBook(id: number, changes: { title?: string; pages?: number }): Promise<void> {
    await this.#db
      .update(books)
      .set({ ...changes, updatedAt: new Date() })
      .where(eq(books.id, id));
  }

  async moveBooks(fromId: number, toId: number): Promise<void> {
    await this.#db
      .update(books)
      .set({ authorId: toId, updatedAt: new Date() })
      .where(eq(books.authorId, fromId));
  }

  async retag(bookId: number, names: ReadonlyArray<string>): Promise<void> {
    await this.#db.transaction(async (tx) => {
      await tx
        .insert(tags)
        .values(names.map((name) => ({ name })))
        .onConflictDoNothing();
      const found = await tx
        .select({ tagId: tags.id })
        .from(tags)
        .where(inArray(tags.name, [...names]));
      const tagIds = found.map(({ tagId }) => tagId);
      await tx
        .delete(booksToTags)
        .where(and(eq(booksToTags.bookId, bookId), notInArray(booksToTags.tagId, tagIds)));
      await tx
        .insert(booksToTags)
        .values(tagIds.map((tagId) => ({ bookId, tagId })))
        .onConflictDoNothing();
    });
  }

  async removeAuthor(id: number): Promise<void> {
    await this.#db.transaction(async (tx) => {
      const own = tx.select({ id: books.id }).from(books).where(eq(books.authorId, id));
      await tx.delete(reviews).where(inArray(reviews.bookId, own));
      await tx.delete(books).where(eq(books.authorId, id));
      await tx.delete(authors).where(eq(authors.id, id));
    });
  }
}
