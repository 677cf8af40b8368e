// Reading and setting fields: by their members, by their names, and by setters that classes define.
import {
  BaseEntity,
  createDomain,
  EntityManager,
  type EntityTypes,
  field,
  getField,
  getRequiredKeys,
  isChangeableField,
  isFieldSet,
  setField,
} from "kingpost";
import { describe, expect, expectTypeOf, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { schema } from "../schema/entities/codegen/schema.ts";
import { Comment } from "../schema/entities/Comment.ts";
import { Currency } from "../schema/entities/Currency.ts";
import { Document } from "../schema/entities/Document.ts";
import { Dog } from "../schema/entities/Dog.ts";
import { Folder } from "../schema/entities/Folder.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { TaskOld } from "../schema/entities/TaskOld.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

async function givenAuthor(): Promise<void> {
  const em = database.newEm();
  em.create(Author, { firstName: "a1", lastName: "b1" });
  await em.flush();
}

describe("required fields and what the library keeps", () => {
  it("R-FIELD-3, R-FIELD-4 a required field without a value reads as undefined, and the flush reports it", async () => {
    const em = database.newEm();
    const author = em.createPartial(Author, {});
    expect([author.firstName, author.isActive]).toEqual([undefined, true]);
    expectTypeOf(author.firstName).toEqualTypeOf<string>();
    const sent = await database.statements(async () => {
      await expect(em.flush()).rejects.toMatchObject({
        code: "VALIDATION",
        errors: [{ entity: author, field: "firstName", code: "required" }],
      });
    });
    expect(sent).toEqual([]);
    author.firstName = "a1";
    await em.flush();
    expect(await database.query("SELECT first_name, is_active FROM authors")).toEqual([
      { first_name: "a1", is_active: true },
    ]);
  });

  it("R-FIELD-5 both timestamps are one instant at first, and each write moves the second", async () => {
    const em = database.newEm();
    const before = Date.now();
    const author = em.create(Author, { firstName: "a1" });
    expect(author.createdAt).toEqual(author.updatedAt);
    expect(author.createdAt.getTime()).toBeGreaterThanOrEqual(before);
    await em.flush();
    const stored = "SELECT created_at, updated_at, created_at = updated_at AS same FROM authors";
    const [first] = await database.query(stored);
    expect([first!["created_at"], first!["same"]]).toEqual([author.createdAt, true]);
    // Nothing to write, nothing moves.
    await em.flush();
    expect(await database.query(stored)).toEqual([first]);
    await new Promise((done) => setTimeout(done, 5));
    author.lastName = "b1";
    await em.flush();
    const [second] = await database.query(stored);
    expect(author.updatedAt).toEqual(second!["updated_at"]);
    expect(author.updatedAt.getTime()).toBeGreaterThan(author.createdAt.getTime());
    expect(second!["created_at"]).toEqual(first!["created_at"]);
    for (const name of ["createdAt", "updatedAt"])
      expect(() => {
        author.set({ [name]: new Date() } as never);
      }).toThrow(expect.objectContaining({ code: "IMMUTABLE" }));
  });

  it("R-FIELD-8 what is kept by the database or by the library is set by nobody", async () => {
    await givenAuthor();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    const task = em.create(TaskOld, { name: "t1" });
    const immutable: ReadonlyArray<readonly [() => unknown, string]> = [
      [() => setField(author, "id", "a:2"), "Author:1.id"],
      [() => setField(author, "version", 2), "Author:1.version"],
      [() => setField(author, "createdAt", new Date()), "Author:1.createdAt"],
      [() => setField(author, "menteesRecursive", []), "Author:1.menteesRecursive"],
      // What tells the type of a row is given by the class.
      [() => setField(task, "type", "NEW"), "TaskOld#1.type"],
    ];
    for (const [set, name] of immutable)
      expect(set).toThrow(
        expect.objectContaining({
          code: "IMMUTABLE",
          message: expect.stringContaining(name) as string,
        }),
      );
    expect([author.id, author.isDirtyEntity]).toEqual(["a:1", false]);
  });

  it("R-FIELD-8 what is deleted is not set any more, by any way", async () => {
    await givenAuthor();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    em.delete(author);
    const deleted = { code: "DELETED", message: "Author:1 is marked as deleted" };
    const ways: ReadonlyArray<() => unknown> = [
      () => {
        author.firstName = "a2";
      },
      () => author.set({ firstName: "a2" }),
      () => setField(author, "firstName", "a2"),
      () => setField(author, "publisher", "p:1"),
      () => author.publisher.set(undefined),
    ];
    for (const way of ways) expect(way).toThrow(expect.objectContaining(deleted));
    await em.flush();
    for (const way of ways) expect(way).toThrow(expect.objectContaining(deleted));
    expect(author.firstName).toBe("a1");
  });

  it("R-FIELD-9 nothing is set while a flush writes", async () => {
    await givenAuthor();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    author.firstName = "a2";
    const flushed = em.flush();
    await new Promise((done) => setImmediate(done));
    for (const set of [
      () => setField(author, "firstName", "a3"),
      () => author.set({ publisher: "p:1" }),
      () => em.create(Tag, { name: "t" }),
      () => em.delete(author),
    ])
      expect(set).toThrow(expect.objectContaining({ code: "WRITE_DURING_FLUSH" }));
    await flushed;
    author.firstName = "a4";
    await em.flush();
    expect(await database.query("SELECT first_name FROM authors")).toEqual([{ first_name: "a4" }]);
  });
});

describe("access by name (R-FIELD-13)", () => {
  it("R-FIELD-13 getField gives what the member gives, of fields only", async () => {
    await givenAuthor();
    const author = await database.newEm().load(Author, "a:1");
    expect([getField(author, "firstName"), getField(author, "id")]).toEqual(["a1", "a:1"]);
    expect(getField(author, "books")).toBe(author.books);
    expectTypeOf(getField(author, "firstName")).toEqualTypeOf<string>();
    expectTypeOf(getField(author, "age")).toEqualTypeOf<number | undefined>();
    expectTypeOf(getField(author, "age" as string)).toEqualTypeOf<unknown>();
    for (const name of ["em", "constructor", "__proto__", "toString", "nope"])
      expect(() => getField(author, name)).toThrow(
        expect.objectContaining({ code: "UNKNOWN_FIELD", message: `Unknown field ${name}` }),
      );
    const comment = database.newEm().create(Comment, { body: "c", parent: undefined as never });
    expect(() => getField(comment, "parentTopic")).toThrow("Unknown field parentTopic");
  });

  it("R-FIELD-13 setField sets columns and relations by the rules of their members", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "a1" });
    const publisher = em.create(Publisher, { name: "p1" });
    const book = em.create(Book, { title: "b1", author });
    expect([setField(author, "firstName", " a2 "), setField(author, "firstName", "a2")]).toEqual([
      true,
      false,
    ]);
    expect(setField(author, "publisher", publisher)).toBe(true);
    expect(setField(author, "publisher", publisher)).toBe(false);
    expect(author.publisher.isSet).toBe(true);
    expect(setField(author, "publisher", undefined)).toBe(true);
    expect(author.publisher.isSet).toBe(false);
    expect(setField(author, "books", [])).toBe(true);
    expect(book.author.isSet).toBe(false);
    for (const name of ["nope", "em", "constructor", "__proto__"])
      expect(() => setField(author, name, {})).toThrow(`Unknown field ${name}`);
    expect(() => setField(author, "publisher", book)).toThrow(
      expect.objectContaining({ code: "WRONG_TYPE" }),
    );
  });

  it("R-FIELD-13 isFieldSet tells what this unit of work gave", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "a1", age: undefined });
    const names = ["id", "firstName", "lastName", "age", "isActive", "publisher", "books"];
    const set = (of: Author) => names.filter((name) => isFieldSet(of, name));
    expect(set(author)).toEqual(["firstName", "isActive"]);
    em.create(Book, { title: "b1", author });
    author.publisher.set(em.create(Publisher, { name: "p1" }));
    expect(set(author)).toEqual(["firstName", "isActive", "publisher", "books"]);
    await em.flush();
    expect(set(author)).toEqual([]);
    author.age = 3;
    author.publisher.set(undefined);
    expect(set(author)).toEqual(["age", "publisher"]);
    expect(() => isFieldSet(author, "nope")).toThrow("Unknown field nope");
    const preset = em.create(Author, { id: "a:9", firstName: "a9" });
    expect(set(preset)).toEqual(["id", "firstName", "isActive"]);
    const comment = em.create(Comment, { body: "c", parent: "to:x" });
    expect(isFieldSet(comment, "parent")).toBe(true);
  });

  it("R-FIELD-13 isChangeableField tells what `set` takes", () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "a1" });
    const names = ["firstName", "publisher", "books", "image", "id", "version", "createdAt"];
    const others = ["menteesRecursive", "nope", "em", "constructor", "__proto__", "toString"];
    expect([...names, ...others].filter((name) => isChangeableField(author, name))).toEqual([
      "firstName",
      "publisher",
      "books",
      "image",
    ]);
    const document = em.createPartial(Document, {});
    expect(["title", "body", "status"].filter((name) => isChangeableField(document, name))).toEqual(
      ["title", "body"],
    );
  });

  it("R-FIELD-13, R-FIELD-3 getRequiredKeys names what `em.create` requires", () => {
    expect([
      getRequiredKeys(Author),
      getRequiredKeys(Book),
      getRequiredKeys(Comment),
      getRequiredKeys(Currency),
      getRequiredKeys(TaskOld),
    ]).toEqual([["firstName"], ["title", "author"], ["body", "parent"], ["id", "name"], []]);
    expect(getRequiredKeys(Dog)).toEqual(["name", "breed"]);
    expect(getRequiredKeys(database.newEm().create(Author, { firstName: "a" }))).toEqual([
      "firstName",
    ]);
    expect(getRequiredKeys(Author.metadata)).toEqual(["firstName"]);
  });
});

describe("setters written by hand (R-FIELD-12)", () => {
  interface PersonTypes extends EntityTypes {
    opts: {
      firstName?: string;
      lastName?: string;
      age?: number;
      fullName?: string;
      isActive?: boolean;
    };
  }
  class Person extends BaseEntity {
    static readonly tagName: string = "a";
    declare readonly __types: PersonTypes;
    get isActive(): boolean {
      return field(this, "isActive");
    }
    get age(): number | undefined {
      return field(this, "age");
    }
    get fullName(): string {
      return `${field<string>(this, "firstName")} ${field<string>(this, "lastName")}`;
    }
    set fullName(value: string) {
      if (!value.includes(" ")) throw new Error("two names please");
      const [first, last] = value.split(" ");
      setField(this, "firstName", first);
      setField(this, "lastName", last);
    }
    /** Only at the age of consent. */
    set nickname(value: string) {
      if (field<number>(this, "age") > 17) setField(this, "firstName", value);
      setField(this, "isActive", false);
    }
    get initials(): string {
      return "x";
    }
    set prototype(_: string) {
      throw new Error("never called");
    }
  }
  const author = schema.entities["Author"]!;
  const columns = Object.entries(author.fields).filter(([, { kind }]) => kind === "primitive");
  const domain = createDomain({
    schema: {
      ...schema,
      enums: {},
      entities: {
        Person: { ...author, fields: Object.fromEntries(columns), foreignKeys: {} },
      },
    },
    entities: () => ({ Person }),
  });
  const newEm = (): EntityManager => new EntityManager(domain, {}, database.driver);

  it("R-FIELD-12 create, set, setPartial and setField take them as keys", async () => {
    const em = newEm();
    const person = em.create(Person, { fullName: "Ann Lee" });
    expect(person.fullName).toBe("Ann Lee");
    person.set({ fullName: "Bo Day" });
    expect(person.fullName).toBe("Bo Day");
    person.setPartial({ fullName: "Cy Fox", age: undefined });
    expect([setField(person, "fullName", "Di Gray"), person.fullName]).toEqual([true, "Di Gray"]);
    expect([isChangeableField(person, "fullName"), isChangeableField(person, "initials")]).toEqual([
      true,
      false,
    ]);
    await em.flush();
    expect(await database.query("SELECT first_name, last_name FROM authors")).toEqual([
      { first_name: "Di", last_name: "Gray" },
    ]);
  });

  it("R-FIELD-12 they are called when all fields are set, and what they set keeps its value", () => {
    const person = newEm().create(Person, { nickname: "Nick", age: 20, fullName: "A B" } as never);
    expect([person.fullName, person.isActive]).toEqual(["A B", false]);
    const other = newEm().create(Person, { fullName: "A B", nickname: "Nick", age: 20 } as never);
    expect([other.fullName, other.isActive]).toEqual(["Nick B", false]);
  });

  it("R-UPS-11, R-UPS-14 nested input takes them as keys; when one fails, nothing was changed", async () => {
    const em = newEm();
    const person = await em.upsert(Person, { fullName: "Ann Lee", age: 3 });
    await person.setDeepPartial({ fullName: "Bo Day" });
    expect([person.fullName, person.age]).toEqual(["Bo Day", 3]);
    await expect(person.setDeepPartial({ age: 9, fullName: "Cy" })).rejects.toThrow(
      "two names please",
    );
    await expect(em.upsert(Person, { fullName: "Cy" })).rejects.toThrow("two names please");
    expect([person.fullName, person.age, em.entities]).toEqual(["Bo Day", 3, [person]]);
    await expect(em.upsert(Person, { initials: "x" } as never)).rejects.toThrow(
      "Unknown field initials",
    );
  });

  it("R-FIELD-12 an entity whose setter failed is not there", () => {
    const em = newEm();
    expect(() => em.create(Person, { fullName: "Ann" })).toThrow("two names please");
    expect([em.entities, em.pendingChanges]).toEqual([[], []]);
  });

  it.each([
    ["initials", { initials: "y" }],
    ["prototype", { prototype: "y" }],
    ["constructor", { constructor: "y" }],
    ["__proto__", JSON.parse('{ "__proto__": { "age": 1 } }') as object],
    ["toString", { toString: "y" }],
    ["em", { em: "y" }],
    ["transientFields", { transientFields: {} }],
  ])("R-FIELD-12 %s is unknown, whoever gives it", (name, opts) => {
    const em = newEm();
    const person = em.create(Person, { fullName: "A B" });
    const unknown = { code: "UNKNOWN_FIELD", message: `Unknown field ${name}` };
    for (const use of [
      () => person.set(opts),
      () => person.setPartial(opts),
      () => em.create(Person, opts),
      () => setField(person, name, "y"),
    ])
      expect(use).toThrow(expect.objectContaining(unknown));
    expect([person.fullName, em.entities]).toEqual(["A B", [person]]);
  });

  it("R-FIELD-12 what an object inherits is not given", () => {
    const em = newEm();
    const inherited = Object.create({ id: "a:7", age: 1, nope: 2 }) as object;
    const person = em.create(Person, Object.assign(inherited, { fullName: "A B" }));
    person.set(inherited);
    person.setPartial(inherited);
    expect([person.idMaybe, person.fullName, isFieldSet(person, "age")]).toEqual([
      undefined,
      "A B",
      false,
    ]);
  });
});

describe("values that Postgres could not store", () => {
  const refused = (opts: object) => () =>
    database.newEm().create(Author, { firstName: "a1", ...opts });

  it.each([
    ["a NUL character", { lastName: "a\0b" }, "holds a NUL character, which Postgres cannot store"],
    [
      "a lone surrogate",
      { lastName: "a\ud800" },
      "holds half of a surrogate pair, which is not a character",
    ],
    ["NaN", { age: Number.NaN }, "is not a whole number"],
    ["Infinity", { age: Number.POSITIVE_INFINITY }, "is not a whole number"],
    ["a fraction", { age: 1.5 }, "is not a whole number"],
    ["more than its type holds", { age: 2 ** 31 }, "is not between -2147483648 and 2147483647"],
    [
      "NaN in numeric",
      { balance: Number.NaN as never },
      'is not a decimal number in a string, such as "12.50"',
    ],
  ])("R-FIELD-14 %s is refused when it is set, naming the field", (_, opts, reason) => {
    const name = Object.keys(opts)[0]!;
    expect(refused(opts)).toThrow(
      expect.objectContaining({ code: "INVALID_VALUE", message: `Author#1.${name} ${reason}` }),
    );
  });
});

it("R-FIELD-15 how long a text may be is the database's to say", async () => {
  const em = database.newEm();
  const { Scalar } = await import("../schema/entities/Scalar.ts");
  const scalar = em.create(Scalar, { aChar: "longer than five" } as never);
  expect(getField(scalar, "aChar")).toBe("longer than five");
  await expect(em.flush()).rejects.toMatchObject({ code: "INVALID_VALUE", field: "aChar" });
});

it("R-FIELD-14 a folder's name is text as any other", () => {
  const em = database.newEm();
  expect(() => em.create(Folder, { name: "\udc00" })).toThrow(
    expect.objectContaining({ code: "INVALID_VALUE", field: "name" }),
  );
});
