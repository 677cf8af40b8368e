// What endpoints check input by, and what documents say of payloads.
import { inputSchema, jsonSchema } from "kingpost/json";
import { beforeAll, describe, expect, it } from "vitest";
import { Animal } from "../schema/entities/Animal.ts";
import { Article } from "../schema/entities/Article.ts";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { domain } from "../schema/entities/codegen/domain.ts";
import { Comment } from "../schema/entities/Comment.ts";
import { Contact } from "../schema/entities/Contact.ts";
import { Currency } from "../schema/entities/Currency.ts";
import { Keeper } from "../schema/entities/Keeper.ts";
import { Scalar } from "../schema/entities/Scalar.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

beforeAll(() => domain.boot());

type Checked = { value: unknown } | { issues: ReadonlyArray<{ message: string; path: unknown }> };

const check = (schema: ReturnType<typeof inputSchema>, input: unknown): Checked =>
  schema["~standard"].validate(input) as Checked;

/** `books.0.title is required`, one for each issue. */
function issuesOf(schema: unknown, input: unknown): string[] {
  const result = check(schema as never, input);
  if (!("issues" in result)) return [];
  return result.issues.map(({ message, path }) => `${(path as string[]).join(".")} ${message}`);
}

describe("inputSchema", () => {
  it("R-JSON-8 gives what em.upsert takes, with dates and bigints of the texts that JSON has", async () => {
    const schema = inputSchema(Author, { for: "create" });
    const input = {
      firstName: "Ann",
      bornOn: "2000-02-03",
      publisher: { id: null, name: "P" },
      books: [{ title: "b", tags: [{ name: "t" }, "t:1"] }],
      favoriteColor: "RED",
    };
    const result = check(schema as never, input) as { value: typeof input };
    expect(result).toEqual({ value: { ...input, bornOn: new Date("2000-02-03") } });
    const em = database.newEm();
    await em.upsert(Author, { ...result.value, books: [] } as never);
    await em.flush();
    expect(await database.query("SELECT first_name, born_on::text FROM authors")).toEqual([
      { first_name: "Ann", born_on: "2000-02-03" },
    ]);
    const scalars = inputSchema(Scalar, { for: "update" });
    expect(
      check(scalars as never, {
        aBigint: "9007199254740993",
        aText: "12",
        aTimestamptz: "2026-01-02T03:04:05.678Z",
      }),
    ).toEqual({
      value: {
        aBigint: 9007199254740993n,
        aText: "12",
        aTimestamptz: new Date("2026-01-02T03:04:05.678Z"),
      },
    });
  });

  it("R-JSON-8 asks for what a new entity requires, by either name of a relation, not for the parent of a child", () => {
    const create = inputSchema(Book, { for: "create" });
    expect(issuesOf(create, {})).toEqual(["title is required", "author is required"]);
    expect(issuesOf(create, { title: "t", authorId: "a:1" })).toEqual([]);
    expect(issuesOf(create, { title: null, author: {} })).toEqual([
      "author.firstName is required",
      "title is required",
    ]);
    const author = inputSchema(Author, { for: "create" });
    expect(
      issuesOf(author, { firstName: "a", books: [{}, { id: "b:1" }, { op: "remove", id: "b:2" }] }),
    ).toEqual(["books.0.title is required"]);
    expect(issuesOf(inputSchema(Currency, { for: "create" }), { name: "n" })).toEqual([
      "id is required",
    ]);
    expect(issuesOf(inputSchema(Book, { for: "update" }), { author: {} })).toEqual([]);
  });

  it("R-JSON-8 refuses unknown keys, wrong types and values, all at once and each with its path", () => {
    const schema = inputSchema(Author, { for: "update", maxDepth: 2 });
    expect(
      issuesOf(schema, {
        id: "b:1",
        frstName: 1,
        firstName: { ne: "" },
        age: "3",
        favoriteColor: "PINK",
        createdAt: "2026-01-01",
        publisher: 1.5,
        publisherId: { id: "p:1" },
        books: [{ titel: 1 }, "x:1", null, { op: "drop" }, { delete: "yes" }],
        mentees: {},
        mentor: { mentor: { mentor: {} } },
      }),
    ).toEqual([
      "id is no id of Author",
      "frstName is no field of Author",
      "firstName is not a string",
      "age is not a number",
      "favoriteColor is not one of RED, GREEN, BLUE",
      "createdAt Author.createdAt cannot be set",
      "publisher is no id of Publisher",
      "publisherId is no id of Publisher",
      "books.0.titel is no field of Book",
      "books.1 is no id of Book",
      "books.2 is no id of Book",
      "books.3.op is no op",
      "books.4.delete is neither true nor false",
      "mentees is not a list",
      "mentor.mentor.mentor is nested deeper than 2 levels",
    ]);
    for (const input of [null, [], "x", new Date(), undefined])
      expect(issuesOf(schema, input)).toEqual([" is not an object"]);
    const hostile = JSON.parse(
      '{ "__proto__": { "x": 1 }, "constructor": {}, "op": "delete" }',
    ) as object;
    expect(issuesOf(schema, hostile)).toEqual([
      "__proto__ is no field of Author",
      "constructor is no field of Author",
      "op is no field of Author",
    ]);
    expect(issuesOf(inputSchema(Contact, { for: "update" }), { email: "no address" })).toHaveLength(
      1,
    );
  });

  it("R-JSON-8 knows polymorphic references, enum collections and types that extend others", () => {
    const comment = inputSchema(Comment, { for: "create" });
    expect(issuesOf(comment, { body: "b", parent: "to:1" })).toEqual([]);
    expect(issuesOf(comment, { body: "b", parent: { type: "Topic", id: null } })).toEqual([
      "parent.id is required",
      "parent.name is required",
    ]);
    expect(issuesOf(comment, { body: "b", parent: { name: "n" } })).toEqual([
      "parent needs an id, or a type of Article, Topic, Comment",
    ]);
    expect(issuesOf(comment, { body: "b", parent: "a:1" })).toEqual([
      "parent is no id of Article or Topic or Comment",
    ]);
    expect(
      issuesOf(inputSchema(Article, { for: "update" }), {
        colors: ["RED", { op: "remove", code: "PINK" }],
      }),
    ).toHaveLength(1);
    const keeper = inputSchema(Keeper, { for: "create" });
    expect(
      issuesOf(keeper, {
        name: "k",
        animals: [
          { type: "Dog", name: "d" },
          { type: "Shark", name: "s" },
        ],
      }),
    ).toEqual([
      "animals.0.breed is required",
      "animals.1.type is none of Animal, Bird, Mammal, Cat, Dog",
    ]);
  });
});

describe("jsonSchema", () => {
  it("R-JSON-8 says what a payload has: types, enums, null, ids and nested objects", () => {
    expect(
      jsonSchema(Author, {
        id: true,
        firstName: true,
        age: true,
        isActive: true,
        bornOn: true,
        balance: true,
        favoriteColor: true,
        isRed: true,
        publisher: true,
        publisherId: true,
        bookIds: true,
        image: ["fileName"],
        books: { title: true, keywords: true, author: true },
        menteesRecursive: [],
        label: () => "x",
        lastName: false,
      }),
    ).toEqual({
      type: "object",
      properties: {
        id: { type: "string" },
        firstName: { type: "string" },
        age: { type: ["integer", "null"] },
        isActive: { type: "boolean" },
        bornOn: { type: ["string", "null"], format: "date-time" },
        balance: { type: ["string", "null"] },
        favoriteColor: { enum: ["RED", "GREEN", "BLUE", null] },
        isRed: {},
        publisher: { type: ["string", "null"] },
        publisherId: { type: ["string", "null"] },
        bookIds: { type: "array", items: { type: "string" } },
        image: {
          type: ["object", "null"],
          properties: { fileName: { type: "string" } },
          required: ["fileName"],
          additionalProperties: false,
        },
        books: {
          type: "array",
          items: {
            type: "object",
            properties: {
              title: { type: "string" },
              keywords: { type: ["array", "null"], items: { type: ["string", "null"] } },
              author: { type: "string" },
            },
            required: ["title", "keywords", "author"],
            additionalProperties: false,
          },
        },
        menteesRecursive: { type: "array", items: { type: "string" } },
        label: {},
      },
      required: [
        "id",
        "firstName",
        "age",
        "isActive",
        "bornOn",
        "balance",
        "favoriteColor",
        "isRed",
        "publisher",
        "publisherId",
        "bookIds",
        "image",
        "books",
        "menteesRecursive",
        "label",
      ],
      additionalProperties: false,
    });
  });

  it("R-JSON-8 several types behind one reference, lists of codes, what only subtypes have, what fits anything", () => {
    const { properties } = jsonSchema(Comment, {
      parent: { body: true, title: true },
      languages: true,
    });
    expect(properties).toEqual({
      parent: {
        anyOf: [
          object({ title: { type: "string" } }),
          object({}),
          object({ body: { type: "string" } }),
        ],
      },
      languages: { type: "array", items: { enum: ["GERMAN", "ENGLISH"] } },
    });
    expect(jsonSchema(Animal, ["name", "lives"] as never)).toEqual({
      ...object({ name: { type: "string" } }),
      properties: { name: { type: "string" }, lives: { type: "integer" } },
    });
    expect(jsonSchema(Article, ["moods", "palette", "mood"])["properties"]).toEqual({
      moods: { type: "array", items: { enum: ["happy", "so_so", "sad"] } },
      palette: { type: "array", items: { enum: ["RED", "GREEN", "BLUE"] } },
      mood: { enum: ["happy", "so_so", "sad", null] },
    });
    expect(jsonSchema(Contact, ["address", "price"])["properties"]).toEqual({
      address: {},
      price: {},
    });
    expect(jsonSchema(Scalar, ["aBigint", "aReal", "aUuid", "aInterval"])["properties"]).toEqual({
      aBigint: { type: ["string", "null"], pattern: "^-?\\d+$" },
      aReal: { type: ["number", "null"] },
      aUuid: { type: ["string", "null"], format: "uuid" },
      aInterval: {},
    });
    expect(() => jsonSchema(Author, ["nope"] as never)).toThrow(
      "Invalid load hint 'nope' on Author",
    );
  });
});

function object(properties: object): object {
  return {
    type: "object",
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}
