// Random units of work against a model that is a few plain maps: after each flush the database and every collection must say
// what the model says.
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

type Step =
  | { readonly do: "addAuthor" | "addTag" | "flush" | "newEm" }
  | { readonly do: "addBook" | "deleteAuthorMentor"; readonly a: number }
  | {
      readonly do: "move" | "tag" | "untag" | "setTags" | "mentor" | "setBooks";
      readonly a: number;
      readonly b: number;
    }
  | {
      readonly do: "loadBooks" | "loadTags" | "loadTagBooks" | "rename" | "deleteBook";
      readonly a: number;
    };

const index = fc.nat(5);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom("addAuthor", "addTag", "flush", "newEm") }),
  fc.record({ do: fc.constantFrom("addBook", "deleteAuthorMentor"), a: index }),
  fc.record({
    do: fc.constantFrom("move", "tag", "untag", "setTags", "mentor", "setBooks"),
    a: index,
    b: index,
  }),
  fc.record({
    do: fc.constantFrom("loadBooks", "loadTags", "loadTagBooks", "rename", "deleteBook"),
    a: index,
  }),
) as fc.Arbitrary<Step>;

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

  booksWith(tag: string): string[] {
    return this.books.filter((book) => this.tagsOf.get(book)?.has(tag)).toSorted();
  }
}

class World {
  em: EntityManager = database.newEm();
  readonly model = new Model();
  #count = 0;

  async run(steps: ReadonlyArray<Step>): Promise<void> {
    for (const next of steps) await this.step(next);
    await this.check();
  }

  async step(next: Step): Promise<void> {
    const { em, model } = this;
    switch (next.do) {
      case "addAuthor": {
        const firstName = this.#name("a");
        em.create(Author, { firstName });
        model.authors.push(firstName);
        return;
      }
      case "addTag": {
        const name = this.#name("t");
        em.create(Tag, { name });
        model.tags.push(name);
        return;
      }
      case "flush":
        return this.check();
      case "newEm":
        await this.check();
        this.em = database.newEm();
        return;
    }
    const author = pick(model.authors, next.a);
    const book = pick(model.books, next.a);
    switch (next.do) {
      case "addBook": {
        if (author === undefined) return;
        const title = this.#name("b");
        em.create(Book, { title, author: await this.author(author) });
        model.books.push(title);
        model.authorOf.set(title, author);
        model.tagsOf.set(title, new Set());
        return;
      }
      case "deleteAuthorMentor":
        if (author === undefined) return;
        (await this.author(author)).mentor.set(undefined);
        model.mentorOf.delete(author);
        return;
      case "mentor": {
        const mentor = pick(model.authors, next.b);
        if (author === undefined || mentor === undefined) return;
        (await this.author(author)).mentor.set(await this.author(mentor));
        model.mentorOf.set(author, mentor);
        return;
      }
      case "move": {
        const to = pick(model.authors, next.b);
        if (book === undefined || to === undefined) return;
        (await this.author(to)).books.add(await this.book(book));
        model.authorOf.set(book, to);
        return;
      }
      case "setBooks": {
        const other = pick(model.books, next.b);
        if (author === undefined || other === undefined) return;
        // Without leaving any of its own out, which would lack an author.
        const all = [...new Set([...model.booksOf(author), other])];
        (await this.author(author)).books.set(
          await Promise.all(all.map((title) => this.book(title))),
        );
        model.authorOf.set(other, author);
        return;
      }
      case "tag":
      case "untag":
      case "setTags": {
        const tag = pick(model.tags, next.b);
        if (book === undefined || tag === undefined) return;
        const [entity, other] = [await this.book(book), await this.tag(tag)];
        if (next.do === "tag") entity.tags.add(other);
        else if (next.do === "untag") entity.tags.remove(other);
        else entity.tags.set([other]);
        const tags = model.tagsOf.get(book)!;
        if (next.do === "setTags") tags.clear();
        if (next.do === "untag") tags.delete(tag);
        else tags.add(tag);
        return;
      }
      case "loadBooks":
        if (author !== undefined) expect(await this.booksOf(author)).toEqual(model.booksOf(author));
        return;
      case "loadTags":
        if (book !== undefined)
          expect(await this.tagsOf(book)).toEqual([...model.tagsOf.get(book)!].toSorted());
        return;
      case "loadTagBooks": {
        const tag = pick(model.tags, next.a);
        if (tag !== undefined) expect(await this.booksWith(tag)).toEqual(model.booksWith(tag));
        return;
      }
      case "rename": {
        if (book === undefined) return;
        (await this.book(book)).notes = String(this.#count++);
        return;
      }
      case "deleteBook": {
        if (book === undefined) return;
        em.delete(await this.book(book));
        model.books.splice(model.books.indexOf(book), 1);
        model.authorOf.delete(book);
        model.tagsOf.delete(book);
      }
    }
  }

  /** Flushes, and compares the database, this em and a fresh one with the model. */
  async check(): Promise<void> {
    const { model } = this;
    await this.em.flush();
    expect(await database.statements(() => this.em.flush())).toEqual([]);
    const books = await database.query(
      "SELECT b.title, a.first_name AS author, coalesce(array_agg(t.name ORDER BY t.name) FILTER (WHERE t.name IS NOT NULL), '{}') AS tags FROM books b JOIN authors a ON a.id = b.author_id LEFT JOIN books_to_tags j ON j.book_id = b.id LEFT JOIN tags t ON t.id = j.tag_id GROUP BY b.id, a.id ORDER BY b.title",
    );
    expect(books).toEqual(
      model.books.toSorted().map((title) => ({
        title,
        author: model.authorOf.get(title),
        tags: [...model.tagsOf.get(title)!].toSorted(),
      })),
    );
    const mentors = await database.query(
      "SELECT a.first_name AS name, m.first_name AS mentor FROM authors a LEFT JOIN authors m ON m.id = a.mentor_id ORDER BY 1",
    );
    expect(mentors).toEqual(
      model.authors.toSorted().map((name) => ({ name, mentor: model.mentorOf.get(name) ?? null })),
    );
    const mine = this.em;
    for (const em of [mine, database.newEm()]) {
      this.em = em;
      for (const author of model.authors)
        expect(await this.booksOf(author)).toEqual(model.booksOf(author));
      for (const tag of model.tags) expect(await this.booksWith(tag)).toEqual(model.booksWith(tag));
    }
    this.em = mine;
  }

  async booksOf(author: string): Promise<string[]> {
    return (await (await this.author(author)).books.load()).map(({ title }) => title).toSorted();
  }

  async tagsOf(book: string): Promise<string[]> {
    return (await (await this.book(book)).tags.load()).map(({ name }) => name).toSorted();
  }

  async booksWith(tag: string): Promise<string[]> {
    return (await (await this.tag(tag)).books.load()).map(({ title }) => title).toSorted();
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

  #name(prefix: string): string {
    return `${prefix}${this.#count++}`;
  }
}

function pick(names: ReadonlyArray<string>, at: number): string | undefined {
  return names.length === 0 ? undefined : names[at % names.length];
}

it("R-REL-2 whatever a unit of work does, the database and all collections agree with what was done", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      await database.query("TRUNCATE authors, books, tags, books_to_tags RESTART IDENTITY CASCADE");
      await new World().run([
        { do: "addAuthor" },
        { do: "addTag" },
        { do: "addBook", a: 0 },
        ...steps,
      ]);
    }),
    { numRuns: 40 },
  );
}, 120_000);
