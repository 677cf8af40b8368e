// Who asked for what failed: a statement serves many, and each of them is told where it asked.
import { beforeEach, describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

beforeEach(async () => {
  const em = database.newEm();
  for (const n of [1, 2]) {
    const publisher = em.create(Publisher, { name: `p${n}` });
    const author = em.create(Author, { firstName: `a${n}`, publisher });
    em.create(Book, { title: `b${n}`, author });
  }
  await em.flush();
});

/** What becomes of `work` while a table is not there. */
async function without(
  table: string,
  work: () => ReadonlyArray<Promise<unknown>>,
): Promise<unknown[]> {
  await database.query(`ALTER TABLE ${table} RENAME TO hidden`);
  try {
    const results = await Promise.allSettled(work());
    return results.map((each) => (each.status === "rejected" ? each.reason : each.value));
  } finally {
    await database.query(`ALTER TABLE hidden RENAME TO ${table}`);
  }
}

/** The callers in an error's stack that are functions of these tests. */
function callers(error: unknown): string[] {
  const [, called] = (error as Error).stack!.split("--- called ---");
  const names = [...called!.matchAll(/at (?:async )?(\w+) \(.*callSites\.test/g)];
  return names.map(([, name]) => name!).filter((name) => name !== "without");
}

const firstAuthor = async (em: EntityManager) => await em.load(Author, "a:1");
const secondAuthor = async (em: EntityManager) => await em.load(Author, "a:2");

describe("requests that share a statement", () => {
  it("R-EM-12, R-BATCH-5 each load rejects with an error of its own, which says where it was asked", async () => {
    const em = database.newEm();
    const errors = await without("authors", () => [firstAuthor(em), secondAuthor(em)]);
    expect(errors.map(callers)).toEqual([["firstAuthor"], ["secondAuthor"]]);
    expect(errors[0]).not.toBe(errors[1]);
    expect(errors).toEqual([
      expect.objectContaining({ code: "DATABASE", message: expect.stringContaining("authors") }),
      expect.objectContaining({ code: "DATABASE", message: expect.stringContaining("authors") }),
    ]);
  });

  it("R-EM-12 so does each collection and each reference", async () => {
    const em = database.newEm();
    const [first, second] = await em.loadAll(Author, ["a:1", "a:2"]);
    const booksOfFirst = async (): Promise<unknown> => await first!.books.load();
    const booksOfSecond = async (): Promise<unknown> => await second!.books.load();
    const books = await without("books", () => [booksOfFirst(), booksOfSecond()]);
    expect(books.map(callers)).toEqual([["booksOfFirst"], ["booksOfSecond"]]);
    const publisherOfFirst = async (): Promise<unknown> => await first!.publisher.load();
    const publisherOfSecond = async (): Promise<unknown> => await second!.publisher.load();
    const publishers = await without("publishers", () => [publisherOfFirst(), publisherOfSecond()]);
    expect(publishers.map(callers)).toEqual([["publisherOfFirst"], ["publisherOfSecond"]]);
  });

  it("R-EM-12 so do populates and lists, through every function that awaits", async () => {
    const em = database.newEm();
    const [first, second] = await em.loadAll(Author, ["a:1", "a:2"]);
    const populateFirst = async (): Promise<unknown> => await em.populate(first!, "books");
    const outer = async (): Promise<unknown> => await populateFirst();
    const populateSecond = async (): Promise<unknown> => await second!.populate("books");
    const loadList = async (): Promise<unknown> =>
      await database.newEm().loadAll(Book, ["b:1", "b:2"]);
    const errors = await without("books", () => [outer(), populateSecond(), loadList()]);
    expect(errors.map(callers)).toEqual([
      ["populateFirst", "outer"],
      ["populateSecond"],
      ["loadList"],
    ]);
  });

  it("R-BATCH-5 one that fails does not fail the others of its tick", async () => {
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    const [missing, found, books, publisher] = await without("books", () => [
      em.load(Author, "a:9"),
      em.load(Author, "a:2").then(({ firstName }) => firstName),
      author.books.load(),
      author.publisher.load().then((each) => each?.name),
    ]);
    expect(missing).toMatchObject({ code: "NOT_FOUND" });
    expect(books).toMatchObject({ code: "DATABASE" });
    expect([found, publisher]).toEqual(["a2", "p1"]);
  });

  it("R-EM-12 an error that is the caller's own stays what it is", async () => {
    const em = database.newEm();
    const error: unknown = await em.load(Author, "a:9").catch((reason: unknown) => reason);
    expect((error as Error).stack).not.toContain("--- called ---");
    expect(error).toMatchObject({ message: "a:9 was not found" });
  });
});
