// The rule factories: what each fails with, and what it lets pass.
import {
  cannotBeChanged,
  cannotBeUpdated,
  emailRule,
  maxLengthRule,
  maxValueRule,
  minLengthRule,
  minValueRule,
  newRequiredLazyFieldRule,
  newRequiredRule,
  patternRule,
  rangeValueRule,
  ValidationCode,
} from "kingpost";
import { type ValidationError, ValidationErrors } from "kingpost/errors";
import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { authorConfig } from "../schema/entities/codegen/AuthorCodegen.ts";
import { bookConfig } from "../schema/entities/codegen/BookCodegen.ts";
import { documentConfig } from "../schema/entities/codegen/DocumentCodegen.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import { folderConfig } from "../schema/entities/codegen/FolderCodegen.ts";
import { measurementConfig } from "../schema/entities/codegen/MeasurementCodegen.ts";
import { publisherConfig } from "../schema/entities/codegen/PublisherCodegen.ts";
import { reviewConfig } from "../schema/entities/codegen/ReviewCodegen.ts";
import { tagConfig } from "../schema/entities/codegen/TagCodegen.ts";
import { Document } from "../schema/entities/Document.ts";
import { newDocument } from "../schema/entities/factories/newDocument.ts";
import { Folder } from "../schema/entities/Folder.ts";
import { Measurement } from "../schema/entities/Measurement.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

authorConfig.addRule(newRequiredRule("age", { if: (author) => author.isActive }));
authorConfig.addRule(minValueRule("age", 0));
authorConfig.addRule(maxValueRule("age", 150));
authorConfig.addRule(rangeValueRule("balance", "-0.50", "9007199254740993.5"));
authorConfig.addRule(minLengthRule("lastName", 2));
bookConfig.addRule(cannotBeUpdated("title", (book) => Promise.resolve(book.position === 7)));
bookConfig.addRule(cannotBeUpdated("author"));
bookConfig.addRule(cannotBeUpdated("tags", { if: (book) => book.position === 9 }));
bookConfig.addRule(cannotBeChanged("notes"));
bookConfig.addRule(minLengthRule("keywords", 2));
bookConfig.addRule(maxLengthRule("keywords", 3));
documentConfig.addRule(cannotBeChanged("summary"));
documentConfig.addRule(
  newRequiredLazyFieldRule("summary", { unless: (doc) => doc.title !== "final" }),
);
folderConfig.addRule(patternRule("name", /^[a-z]+$/g));
measurementConfig.addRule(maxLengthRule("name"));
measurementConfig.addRule(maxLengthRule("code"));
measurementConfig.addRule(maxLengthRule("wakesAt"));
publisherConfig.addRule(emailRule("name"));
reviewConfig.addRule(minValueRule("body" as "rating", 1));
tagConfig.addRule(patternRule("name", /^#/, "name must begin with #"));

const database = useTestDatabase();

/** What the flush is refused for: `field: message (code)`. */
async function failures(em: EntityManager): Promise<string[]> {
  const error: unknown = await em.flush().catch((thrown: unknown) => thrown);
  if (!(error instanceof ValidationErrors)) return [];
  return error.errors.map(
    ({ field, message, code }: ValidationError) => `${field}: ${message} (${code})`,
  );
}

async function bookOf(em: EntityManager): Promise<Book> {
  const author = em.create(Author, { firstName: "Ann", age: 1 });
  em.create(Book, { title: "b1", author });
  em.create(Author, { firstName: "Bob", age: 2 });
  await em.flush();
  return database.newEm().load(Book, "b:1");
}

describe("the built-in rules", () => {
  it("R-RULE-9/newRequiredRule asks for a value where its condition holds", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "Ann" });
    expect(await failures(em)).toEqual(["age: age is required (required)"]);
    author.isActive = false;
    expect(await failures(em)).toEqual([]);
  });

  it("R-RULE-9/newRequiredLazyFieldRule asks for a value, unless its condition holds", async () => {
    const em = database.newEm();
    const doc = newDocument(em, { title: "final" });
    expect(await failures(em)).toEqual(["summary: summary is required (required)"]);
    doc.summary.set("s");
    expect(await failures(em)).toEqual([]);
  });

  it("R-RULE-9/minValueRule, R-RULE-9/maxValueRule and R-RULE-9/rangeValueRule compare numbers exactly", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "Ann", age: -1, balance: "-0.51" });
    expect(await failures(em)).toEqual([
      "age: age must be greater than or equal to 0 (under-min)",
      "balance: balance must be greater than or equal to -0.50 (under-min)",
    ]);
    author.set({ age: 151, balance: "9007199254740993.51" });
    expect(await failures(em)).toEqual([
      "age: age must be smaller than or equal to 150 (over-max)",
      "balance: balance must be smaller than or equal to 9007199254740993.5 (over-max)",
    ]);
    author.set({ age: 150, balance: "9007199254740993.50" });
    expect(await failures(em)).toEqual([]);
    author.set({ age: 0, balance: null });
    expect(await failures(em)).toEqual([]);
    author.set({ balance: "NaN" });
    expect(await failures(em)).toEqual(["balance: balance must be a number (not-numeric)"]);
  });

  it("R-RULE-9/minValueRule says of what is no number that it must be one", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "Ann", age: 1 });
    const book = em.create(Book, { title: "b", author });
    em.create(Review, { book, rating: 1, body: "good" });
    expect(await failures(em)).toEqual(["body: body must be a number (not-numeric)"]);
  });

  it("R-RULE-9/cannotBeUpdated refuses another value in a persisted entity", async () => {
    const book = await bookOf(database.newEm());
    const em = book.em;
    book.title = "b2";
    book.author.id = "a:2";
    expect(await failures(em)).toEqual([
      "title: title cannot be updated (not-updatable)",
      "author: author cannot be updated (not-updatable)",
    ]);
    book.title = "b1";
    book.author.id = "a:1";
    expect(await failures(em)).toEqual([]);
    book.set({ title: "b3", position: 7 });
    expect(await failures(em)).toEqual([]);
  });

  it("R-MERGE-2 neither cannotBeUpdated nor cannotBeChanged objects to what a merge moves", async () => {
    const book = await bookOf(database.newEm());
    const em = book.em;
    const [mine, other] = [await book.author.load(), em.create(Author, { firstName: "b", age: 1 })];
    await em.merge(other as Author, [mine]);
    expect([book.author.idMaybe, await failures(em)]).toEqual([undefined, []]);
    const again = await bookOf(database.newEm());
    const [third, fourth] = ["c", "d"].map((firstName) =>
      again.em.create(Author, { firstName, age: 1 }),
    );
    await again.em.merge(third as Author, [await again.author.load()]);
    // Moved on by hand, it is a change like any other.
    again.author.set(fourth!);
    expect(await failures(again.em)).toEqual(["author: author cannot be updated (not-updatable)"]);
  });

  it("R-RULE-9/cannotBeUpdated is asked of collections too", async () => {
    const book = await bookOf(database.newEm());
    const tag = book.em.create(Tag, { name: "#a" });
    book.tags.add(tag);
    book.position = 9;
    expect(await failures(book.em)).toEqual(["tags: tags cannot be updated (not-updatable)"]);
    book.tags.remove(tag);
    expect(await failures(book.em)).toEqual([]);
  });

  it("R-RULE-9/cannotBeChanged allows the first value", async () => {
    const book = await bookOf(database.newEm());
    book.notes = "first";
    expect(await failures(book.em)).toEqual([]);
    book.notes = "second";
    expect(await failures(book.em)).toEqual(["notes: notes cannot be changed (not-changeable)"]);
    book.notes = undefined;
    expect(await failures(book.em)).toEqual(["notes: notes cannot be changed (not-changeable)"]);
  });

  it("R-RULE-9/cannotBeChanged asks the database what a lazy field was, once for all entities", async () => {
    const em = database.newEm();
    newDocument(em, { title: "1" });
    newDocument(em, { title: "2", summary: "old" });
    await em.flush();
    const em2 = database.newEm();
    const docs = await em2.loadAll(Document, ["d:1", "d:2"]);
    for (const doc of docs) doc.summary.set("new");
    const sent = await database.statements(async () => {
      expect(await failures(em2)).toEqual(["summary: summary cannot be changed (not-changeable)"]);
    });
    expect(sent).toMatchInlineSnapshot(`
      [
        "SELECT t."id", t."summary" FROM "public"."documents" AS t WHERE t."id" = ANY($1::integer[])",
      ]
    `);
  });

  it("R-RULE-9/minLengthRule and R-RULE-9/maxLengthRule count characters and members", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "Ann", age: 1, lastName: "😀" });
    const book = em.create(Book, { title: "b", author, keywords: ["one"] });
    expect(await failures(em)).toEqual([
      "lastName: lastName must have at least 2 characters (too-short)",
      "keywords: keywords must have at least 2 members (too-short)",
    ]);
    author.lastName = "😀😀";
    book.keywords = ["1", "2", "3", "4"];
    expect(await failures(em)).toEqual([
      "keywords: keywords must have at most 3 members (too-long)",
    ]);
  });

  it("R-RULE-9/maxLengthRule R-FIELD-15 takes its number from the column, and only when it is added", async () => {
    const em = database.newEm();
    const row = em.create(Measurement, { code: "12345", name: "😀".repeat(10) });
    expect(await failures(em)).toEqual(["code: code must have at most 4 characters (too-long)"]);
    row.set({ code: "1234", name: "12345678901", wakesAt: "10:00:00" });
    expect(await failures(em)).toEqual(["name: name must have at most 10 characters (too-long)"]);
    row.name = "😀".repeat(10);
    expect(await failures(em)).toEqual([]);
    expect(await database.query("SELECT name FROM measurements")).toEqual([
      { name: "😀".repeat(10) },
    ]);
  });

  it("R-RULE-9/patternRule tests each text anew, whatever flags its pattern has", async () => {
    const em = database.newEm();
    em.create(Tag, { name: "sea" });
    em.create(Folder, { name: "abc" });
    em.create(Folder, { name: "abc" });
    em.create(Folder, { name: "ABC" });
    expect(await failures(em)).toEqual([
      "name: name must begin with # (pattern)",
      "name: name does not match /^[a-z]+$/g (pattern)",
    ]);
  });

  it("R-RULE-9/emailRule takes what can be an address", async () => {
    const em = database.newEm();
    for (const name of ["a@b.example", "first.last+tag@mail.example.org"])
      em.create(Publisher, { name });
    expect(await failures(em)).toEqual([]);
    for (const name of ["a", "a@b", "a b@c.d", "a@-b.example", `a@${"b".repeat(64)}.example`])
      em.create(Publisher, { name });
    expect(await failures(em)).toEqual(
      Array.from({ length: 5 }, () => "name: name must be an email address (pattern)"),
    );
  });

  it("R-RULE-9 their codes are constants", () => {
    expect(Object.values(ValidationCode)).toEqual([
      "required",
      "not-updatable",
      "not-changeable",
      "under-min",
      "over-max",
      "not-numeric",
      "too-short",
      "too-long",
      "pattern",
      "not-unique",
      "must-be-subtype",
      "cycle",
    ]);
  });
});
