// What `em.trace` prints of sets and new entities.
import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

/** The lines without the numbers of this file's lines, which a test can only say of itself by counting them. */
function withoutLines(lines: ReadonlyArray<string>): string[] {
  return lines.map((line) => line.replace(/ at trace\.test\.ts:\d+$/, " at …"));
}

describe("em.trace", () => {
  it("R-OBS-12, R-EM-4/trace prints sets and new entities with the line that did it, until it is stopped", () => {
    const em = database.newEm();
    const lines: string[] = [];
    const trace = em.trace({ fields: true, print: (line) => lines.push(line) });
    const line = Number(/trace\.test\.ts:(\d+)/.exec(new Error().stack!)![1]);
    const author = em.create(Author, { firstName: "Ann" });
    author.age = 60;
    author.age = 60;
    trace.stop();
    author.age = 61;
    expect(lines).toEqual([
      `a#1 created at trace.test.ts:${line + 1}`,
      `a#1.firstName = Ann at trace.test.ts:${line + 1}`,
      `a#1.age = 60 at trace.test.ts:${line + 2}`,
    ]);
  });

  it("R-OBS-12 prints relations of both kinds", async () => {
    const made = database.newEm();
    made.create(Book, { title: "b1", author: made.create(Author, { firstName: "a1" }) });
    await made.flush();
    const em = database.newEm();
    const lines: string[] = [];
    em.trace({ fields: true, print: (line) => lines.push(line) });
    const book = await em.load(Book, "b:1");
    const tag = em.create(Tag, { name: "t1" });
    book.tags.add(tag);
    book.author.id = "a:7";
    em.create(Author, { firstName: "a2", books: [book] });
    tag.books.remove(book);
    expect(withoutLines(lines)).toEqual([
      "t#1 created at …",
      "t#1.name = t1 at …",
      "b:1.tags + t#1 at …",
      "b:1.author = a:7 at …",
      "a#1 created at …",
      "a#1.firstName = a2 at …",
      "b:1.author = a#1 at …",
      "t#1.books - b:1 at …",
    ]);
  });

  it("R-OBS-12 prints the types and fields that are named, and goes on after clear", () => {
    const em = database.newEm();
    const lines: string[] = [];
    em.trace({ fields: ["Tag", "Author.age, lastName"], print: (line) => lines.push(line) });
    em.clear();
    const author = em.create(Author, { firstName: "Ann", age: 1 });
    author.lastName = "Lee";
    em.create(Tag, { name: "t1" });
    expect(withoutLines(lines)).toEqual([
      "a#1 created at …",
      "a#1.age = 1 at …",
      "a#1.lastName = Lee at …",
      "t#1 created at …",
      "t#1.name = t1 at …",
    ]);
  });

  it("R-OBS-12 refuses names that are not of the domain", () => {
    const em = database.newEm();
    expect(() => em.trace({ fields: "Autor" })).toThrow(
      expect.objectContaining({ code: "DOMAIN" }),
    );
    expect(() => em.trace({ fields: "Author.agge" })).toThrow(
      expect.objectContaining({ code: "UNKNOWN_FIELD", message: "Unknown field Author.agge" }),
    );
  });

  it("R-OBS-13 prints plain lines, and nothing unless it is asked to", () => {
    const em = database.newEm();
    const lines: string[] = [];
    em.trace({ print: (line) => lines.push(line) }).stop();
    em.create(Author, { firstName: "Ann" });
    expect(lines).toEqual([]);
    em.trace({ fields: "Tag.name!", print: (line) => lines.push(line) });
    em.create(Tag, { name: "t1" });
    // The debugger has nobody to stop here.
    expect(withoutLines(lines)).toEqual(["t#1 created at …", "t#1.name = t1 at …"]);
  });
});
