// Rules of one entity: when they run, and what a flush makes of their answers.
import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { authorConfig } from "../schema/entities/codegen/AuthorCodegen.ts";
import { bookConfig } from "../schema/entities/codegen/BookCodegen.ts";
import { useTestDatabase } from "../testDatabase.ts";

/** What the rules of this file do, by the name of the author. */
const asked: string[] = [];

authorConfig.addRule(async (author) => {
  asked.push(`slow ${author.firstName}`);
  await new Promise((resolve) => {
    setTimeout(resolve, 1);
  });
  return author.firstName === "slow"
    ? ["is slow", { message: "is late", code: "late" }]
    : undefined;
});
authorConfig.addRule((author) => {
  if (author.lastName === "quick") return "is quick";
  if (author.lastName === "throws") throw new TypeError("no such thing");
  if (author.lastName === "writes") author.age = 1;
  if (author.lastName === "creates") author.em.create(Author, { firstName: "b" });
  if (author.lastName === "deletes") author.em.delete(author);
  return undefined;
});
bookConfig.addRule((book) =>
  book.position < 0 ? { message: "position is below zero", field: "position" } : undefined,
);

const database = useTestDatabase();

describe("rules of one entity", () => {
  it("R-RULE-1 R-CFG-1/addRule run for what is created or updated, once, and not for what is deleted or only loaded", async () => {
    const em1 = database.newEm();
    for (const firstName of ["a1", "a2", "a3"]) em1.create(Author, { firstName });
    asked.length = 0;
    await em1.flush();
    expect(asked).toEqual(["slow a1", "slow a2", "slow a3"]);
    asked.length = 0;
    const em = database.newEm();
    const [one, two] = await em.loadAll(Author, ["a:1", "a:2", "a:3"]);
    one!.lastName = "x";
    one!.age = 7;
    em.delete(two!);
    await em.flush();
    await em.flush();
    expect(asked).toEqual(["slow a1"]);
  });

  it("R-RULE-4 R-FLUSH-6 tell everything that is wrong at once, in the order of entities and rules, and grouped by entity", async () => {
    const em = database.newEm();
    const slow = em.create(Author, { firstName: "slow", lastName: "quick" });
    const book = em.create(Book, { title: "", author: slow, position: -1 });
    let error: unknown;
    const sent = await database.statements(async () => {
      error = await em.flush().catch((thrown: unknown) => thrown);
    });
    expect(sent).toEqual([]);
    expect(error).toMatchObject({
      message:
        "Validation errors (5): Author#1 is slow, is late, is quick, Book#1 title is required, position is below zero",
      errors: [
        { entity: slow, message: "is slow" },
        { entity: slow, message: "is late", code: "late" },
        { entity: slow, message: "is quick" },
        { entity: book, message: "title is required", field: "title", code: "required" },
        { entity: book, message: "position is below zero", field: "position" },
      ],
    });
  });

  it.each(["writes", "creates", "deletes"])(
    "R-RULE-3 may not write: one that %s",
    async (lastName) => {
      const em = database.newEm();
      const author = em.create(Author, { firstName: "Ann", lastName });
      await expect(em.flush()).rejects.toMatchObject({
        code: "VALIDATION_WRITE",
        message: expect.stringContaining("A validation rule cannot change"),
      });
      author.lastName = "reads";
      await em.flush();
      expect(await database.query("SELECT first_name, age FROM authors")).toEqual([
        { first_name: "Ann", age: null },
      ]);
    },
  );

  it("R-FLUSH-8 are not asked when validation is skipped", async () => {
    const em = database.newEm();
    em.create(Author, { firstName: "Ann", lastName: "quick" });
    asked.length = 0;
    await em.flush({ skipValidation: true });
    expect(asked).toEqual([]);
    expect(await database.query("SELECT last_name FROM authors")).toEqual([{ last_name: "quick" }]);
  });

  it("R-RULE-5 R-FLUSH-6 one that throws rejects the flush with that error, unless others failed", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "", lastName: "throws" });
    await expect(em.flush()).rejects.toMatchObject({
      code: "VALIDATION",
      message: "Validation error: Author#1 firstName is required",
      cause: new TypeError("no such thing"),
    });
    author.firstName = "Ann";
    await expect(em.flush()).rejects.toThrow(new TypeError("no such thing"));
    author.lastName = "Smith";
    await em.flush();
    expect(await database.query("SELECT first_name FROM authors")).toEqual([{ first_name: "Ann" }]);
  });
});
