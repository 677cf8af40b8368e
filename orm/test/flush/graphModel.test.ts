// Random units of work against a model that is a few plain maps: after each flush the database and every collection must say
// what the model says.
import { deepStrictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

/** What can be done, to the things that the two numbers pick. */
type Action = (world: World, a: number, b: number) => Promise<unknown> | void;

/** What should be: names only, since names are unique here. */
class Model {
  readonly authors: string[] = [];
  readonly tags: string[] = [];
  readonly books: string[] = [];
  readonly authorOf = new Map<string, string>();
  readonly mentorOf = new Map<string, string>();
  readonly tagsOf = new Map<string, Set<string>>();

  booksOf(author: string): string[] {
    return this.books.filter((book) => this.authorOf.get(book) === author).toSorted();
  }

  tagsOfBook(book: string): string[] {
    return [...(this.tagsOf.get(book) ?? [])].toSorted();
  }

  booksWith(tag: string): string[] {
    return this.books.filter((book) => this.tagsOf.get(book)?.has(tag)).toSorted();
  }
}

class World {
  em: EntityManager = database.newEm();
  readonly model = new Model();
  #count = 0;

  /** Flushes, and compares the database, this em and a fresh one with the model. */
  async check(): Promise<void> {
    const { model, em } = this;
    await em.flush();
    deepStrictEqual(await database.statements(() => em.flush()), []);
    const books = await database.query(
      "SELECT b.title, a.first_name AS author, coalesce(array_agg(t.name ORDER BY t.name) FILTER (WHERE t.name IS NOT NULL), '{}') AS tags FROM books b JOIN authors a ON a.id = b.author_id LEFT JOIN books_to_tags j ON j.book_id = b.id LEFT JOIN tags t ON t.id = j.tag_id GROUP BY b.id, a.id ORDER BY b.title",
    );
    const wantedBooks = model.books.toSorted().map((title) => ({
      title,
      author: model.authorOf.get(title),
      tags: model.tagsOfBook(title),
    }));
    deepStrictEqual(books, wantedBooks);
    const mentors = await database.query(
      "SELECT a.first_name AS name, m.first_name AS mentor FROM authors a LEFT JOIN authors m ON m.id = a.mentor_id ORDER BY 1",
    );
    const wantedMentors = model.authors
      .toSorted()
      .map((name) => ({ name, mentor: model.mentorOf.get(name) ?? null }));
    deepStrictEqual(mentors, wantedMentors);
    for (this.em of [database.newEm(), em]) {
      for (const author of model.authors) await this.checkBooksOf(author);
      for (const tag of model.tags) await this.checkBooksWith(tag);
    }
  }

  async checkBooksOf(author: string): Promise<void> {
    const books = await (await this.author(author)).books.load();
    deepStrictEqual(books.map(({ title }) => title).toSorted(), this.model.booksOf(author));
  }

  async checkBooksWith(tag: string): Promise<void> {
    const books = await (await this.tag(tag)).books.load();
    deepStrictEqual(books.map(({ title }) => title).toSorted(), this.model.booksWith(tag));
  }

  async checkTagsOf(book: string): Promise<void> {
    const tags = await (await this.book(book)).tags.load();
    deepStrictEqual(tags.map(({ name }) => name).toSorted(), this.model.tagsOfBook(book));
  }

  async author(firstName: string): Promise<Author> {
    const known = this.em.getEntities(Author).find((author) => author.firstName === firstName);
    return known ?? this.em.findOneOrFail(Author, { firstName });
  }

  async book(title: string): Promise<Book> {
    const known = this.em.getEntities(Book).find((book) => book.title === title);
    return known ?? this.em.findOneOrFail(Book, { title });
  }

  async tag(name: string): Promise<Tag> {
    const known = this.em.getEntities(Tag).find((tag) => tag.name === name);
    return known ?? this.em.findOneOrFail(Tag, { name });
  }

  newName(prefix: string): string {
    return `${prefix}${this.#count++}`;
  }
}

const actions: Readonly<Record<string, Action>> = {
  addAuthor: (world) => {
    const firstName = world.newName("a");
    world.em.create(Author, { firstName });
    world.model.authors.push(firstName);
  },
  addTag: (world) => {
    const name = world.newName("t");
    world.em.create(Tag, { name });
    world.model.tags.push(name);
  },
  addBook: async (world, a) => {
    const author = pick(world.model.authors, a);
    const title = world.newName("b");
    world.em.create(Book, { title, author: await world.author(author) });
    world.model.books.push(title);
    world.model.authorOf.set(title, author);
    world.model.tagsOf.set(title, new Set());
  },
  flush: (world) => world.check(),
  newEm: async (world) => {
    await world.check();
    world.em = database.newEm();
  },
  mentor: async (world, a, b) => {
    const [author, mentor] = [pick(world.model.authors, a), pick(world.model.authors, b)];
    (await world.author(author)).mentor.set(await world.author(mentor));
    world.model.mentorOf.set(author, mentor);
  },
  unmentor: async (world, a) => {
    const author = pick(world.model.authors, a);
    (await world.author(author)).mentor.set(undefined);
    world.model.mentorOf.delete(author);
  },
  move: async (world, a, b) => {
    const [book, author] = [pick(world.model.books, a), pick(world.model.authors, b)];
    (await world.author(author)).books.add(await world.book(book));
    world.model.authorOf.set(book, author);
  },
  setBooks: async (world, a, b) => {
    const [author, other] = [pick(world.model.authors, a), pick(world.model.books, b)];
    // Without leaving any of its own out, which would lack an author.
    const titles = [...new Set([...world.model.booksOf(author), other])];
    const books = await Promise.all(titles.map((title) => world.book(title)));
    (await world.author(author)).books.set(books);
    world.model.authorOf.set(other, author);
  },
  tag: async (world, a, b) => {
    const [book, tag] = [pick(world.model.books, a), pick(world.model.tags, b)];
    (await world.book(book)).tags.add(await world.tag(tag));
    world.model.tagsOf.get(book)?.add(tag);
  },
  untag: async (world, a, b) => {
    const [book, tag] = [pick(world.model.books, a), pick(world.model.tags, b)];
    (await world.book(book)).tags.remove(await world.tag(tag));
    world.model.tagsOf.get(book)?.delete(tag);
  },
  setTags: async (world, a, b) => {
    const [book, tag] = [pick(world.model.books, a), pick(world.model.tags, b)];
    (await world.book(book)).tags.set([await world.tag(tag)]);
    world.model.tagsOf.set(book, new Set([tag]));
  },
  annotate: async (world, a) => {
    (await world.book(pick(world.model.books, a))).notes = world.newName("n");
  },
  deleteBook: async (world, a) => {
    const { model } = world;
    // One is always left for the other actions to work on.
    if (model.books.length === 1) return;
    const book = pick(model.books, a);
    world.em.delete(await world.book(book));
    model.books.splice(model.books.indexOf(book), 1);
    model.authorOf.delete(book);
    model.tagsOf.delete(book);
  },
  loadBooks: (world, a) => world.checkBooksOf(pick(world.model.authors, a)),
  loadTags: (world, a) => world.checkTagsOf(pick(world.model.books, a)),
  loadTagBooks: (world, a) => world.checkBooksWith(pick(world.model.tags, a)),
};

function pick(names: ReadonlyArray<string>, at: number): string {
  return names[at % names.length] ?? "";
}

const step = fc.tuple(fc.constantFrom(...Object.keys(actions)), fc.nat(5), fc.nat(5));

it("R-REL-2 whatever a unit of work does, the database and all collections agree with what was done", async () => {
  const property = fc.asyncProperty(
    fc.array(step, { minLength: 5, maxLength: 40 }),
    async (steps) => {
      await database.query("TRUNCATE authors, books, tags, books_to_tags RESTART IDENTITY CASCADE");
      const world = new World();
      for (const first of ["addAuthor", "addTag", "addBook"]) await actions[first]?.(world, 0, 0);
      for (const [action, a, b] of steps) await actions[action]?.(world, a, b);
      await world.check();
    },
  );
  await expect(fc.assert(property, { numRuns: 40 })).resolves.toBeUndefined();
}, 120_000);
