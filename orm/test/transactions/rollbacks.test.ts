// Random work in transactions, parts of which are rolled back: what is in memory stays what it is, and the next flush makes the database
// so, whatever was flushed and taken back before.
import { deepStrictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { Article } from "../schema/entities/Article.ts";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Color } from "../schema/entities/enums/Color.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();
const no = new RangeError("no");

/** What can be done, to the things that two numbers pick. */
type Action = (em: EntityManager, a: number, b: number) => unknown;

let count = 0;
const pick = <T>(list: ReadonlyArray<T>, at: number): T | undefined => list[at % list.length];
const living = <T extends Author | Book | Tag | Article>(
  em: EntityManager,
  type: new (...args: never[]) => T,
): T[] =>
  em.entities.filter((entity): entity is T => entity instanceof type && !entity.isDeletedEntity);
const authors = (em: EntityManager): Author[] => living(em, Author);
const books = (em: EntityManager): Book[] => living(em, Book);
const tags = (em: EntityManager): Tag[] => living(em, Tag);
const articles = (em: EntityManager): Article[] => living(em, Article);
const colors = Object.values(Color);

const actions: Record<string, Action> = {
  createAuthor: (em) => em.create(Author, { firstName: `a${++count}` }),
  createTag: (em) => em.create(Tag, { name: `t${++count}` }),
  createBook: (em, a, b) => {
    const author = pick(authors(em), a);
    const tag = pick(tags(em), b);
    if (author) em.create(Book, { title: `b${++count}`, author, tags: tag ? [tag] : [] });
  },
  rename: (em, a) => {
    const author = pick(authors(em), a);
    if (author) author.firstName = `a${++count}`;
  },
  renameBack: (em, a) => {
    const book = pick(books(em), a);
    if (book) book.title = book.title.endsWith("x") ? book.title.slice(0, -1) : `${book.title}x`;
  },
  moveBook: (em, a, b) => {
    const author = pick(authors(em), b);
    if (author) pick(books(em), a)?.author.set(author);
  },
  addBook: (em, a, b) => {
    const book = pick(books(em), b);
    if (book) pick(authors(em), a)?.books.add(book);
  },
  setMentor: (em, a, b) => {
    const mentor = b % 3 === 0 ? undefined : pick(authors(em), b);
    const author = pick(authors(em), a);
    if (author !== mentor) author?.mentor.set(mentor);
  },
  addTag: (em, a, b) => {
    const tag = pick(tags(em), b);
    if (tag) pick(books(em), a)?.tags.add(tag);
  },
  removeTag: (em, a, b) => {
    const tag = pick(tags(em), b);
    if (tag) pick(books(em), a)?.tags.remove(tag);
  },
  setTags: (em, a, b) => pick(books(em), a)?.tags.set(tags(em).slice(0, b % 3)),
  addColor: (em, a, b) => pick(articles(em), a)?.colors.add(pick(colors, b)!),
  removeColor: (em, a, b) => pick(articles(em), a)?.colors.remove(pick(colors, b)!),
  deleteBook: (em, a) => {
    const book = pick(books(em), a);
    if (book) em.delete(book);
  },
  deleteTag: (em, a) => {
    const tag = pick(tags(em), a);
    if (tag) em.delete(tag);
  },
  loadTags: (em, a) => pick(books(em), a)?.tags.load(),
  loadColors: (em, a) => pick(articles(em), a)?.colors.load(),
  loadBooks: (em, a) => pick(authors(em), a)?.books.load(),
  loadBooksOfTag: (em, a) => pick(tags(em), a)?.books.load(),
  flush: (em) => em.flush(),
  lock: (em, a) => {
    const author = pick(authors(em), a);
    const canLock = author !== undefined && !author.isNewEntity && em.txn !== undefined;
    return canLock ? em.lock(author, { mode: "forUpdate" }) : undefined;
  },
};

type Step =
  | { readonly action: string; readonly a: number; readonly b: number }
  | {
      readonly steps: ReadonlyArray<Step>;
      readonly isRolledBack: boolean;
      readonly isSeen: boolean;
    };

const step = fc.record({
  action: fc.constantFrom(...Object.keys(actions)),
  a: fc.nat(9),
  b: fc.nat(9),
});
const { steps } = fc.letrec<{ steps: ReadonlyArray<Step>; step: Step }>((tie) => ({
  steps: fc.array(tie("step"), { maxLength: 7 }),
  step: fc.oneof(
    { maxDepth: 2, depthSize: "small" },
    { weight: 4, arbitrary: step },
    {
      weight: 1,
      arbitrary: fc.record({
        steps: tie("steps"),
        isRolledBack: fc.boolean(),
        isSeen: fc.boolean(),
      }),
    },
  ),
}));

/** Everything that an em has, by names. */
async function viewOf(em: EntityManager): Promise<unknown> {
  const view = {
    authors: await Promise.all(
      authors(em).map(async (author) => ({
        name: author.firstName,
        mentor: (await author.mentor.load())?.firstName,
        books: (await author.books.load()).map(({ title }) => title).toSorted(),
      })),
    ),
    books: await Promise.all(
      books(em).map(async (book) => ({
        title: book.title,
        author: (await book.author.load())?.firstName,
        tags: (await book.tags.load()).map(({ name }) => name).toSorted(),
      })),
    ),
    tags: await Promise.all(
      tags(em).map(async (tag) => ({
        name: tag.name,
        books: (await tag.books.load()).map(({ title }) => title).toSorted(),
      })),
    ),
    articles: await Promise.all(
      articles(em).map(async (article) => [...(await article.colors.load())]),
    ),
  };
  const byText = (list: unknown[]): unknown[] =>
    list.toSorted((x, y) => (JSON.stringify(x) < JSON.stringify(y) ? -1 : 1));
  return Object.fromEntries(Object.entries(view).map(([key, list]) => [key, byText(list)]));
}

async function take(em: EntityManager, all: ReadonlyArray<Step>): Promise<void> {
  for (const each of all) {
    if ("action" in each) {
      await actions[each.action]!(em, each.a, each.b);
      continue;
    }
    let before: unknown;
    const work = em.transaction(async () => {
      await take(em, each.steps);
      if (!each.isRolledBack) return;
      if (each.isSeen) before = await viewOf(em);
      throw no;
    });
    if (!each.isRolledBack) await work;
    else {
      await expect(work).rejects.toBe(no);
      if (each.isSeen) deepStrictEqual(await viewOf(em), before);
    }
  }
}

async function loadAll(em: EntityManager): Promise<void> {
  for (const type of [Author, Book, Tag, Article] as const)
    await em.find(type as typeof Author, {});
}

it(
  "R-TXN-3, R-TXN-4 whatever is flushed and rolled back, memory stays and the next flush makes the database so",
  { timeout: 120_000 },
  async () => {
    const runs = Number(process.env["ROLLBACK_RUNS"] ?? 60);
    await fc.assert(
      fc.asyncProperty(steps, steps, async (first, second) => {
        await database.query("TRUNCATE authors, books, tags, articles RESTART IDENTITY CASCADE");
        const seed = database.newEm();
        const [t1, t2] = seed.createMany(Tag, [{ name: "t-1" }, { name: "t-2" }]);
        for (const name of ["a-1", "a-2"]) {
          const author = seed.create(Author, { firstName: name });
          seed.create(Book, {
            title: `b${name}`,
            author,
            tags: name === "a-1" ? [t1!] : [t1!, t2!],
          });
        }
        seed.create(Article, { title: "x", colors: [colors[0]!] });
        await seed.flush();
        const em = database.newEm();
        await loadAll(em);
        await take(em, first);
        await take(em, [{ steps: second, isRolledBack: true, isSeen: false }]);
        await em.flush();
        deepStrictEqual(await database.statements(() => em.flush()), []);
        const other = database.newEm();
        await loadAll(other);
        deepStrictEqual(await viewOf(em), await viewOf(other));
      }),
      {
        numRuns: runs,
        ...(process.env["ROLLBACK_SEED"] ? { seed: Number(process.env["ROLLBACK_SEED"]) } : {}),
      },
    );
  },
);
