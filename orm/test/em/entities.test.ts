import { inspect } from "node:util";
import { asNew, getInstanceData, isEntity, isNew, type New } from "kingpost";
import { describe, expect, expectTypeOf, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { domain } from "../schema/entities/codegen/domain.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

async function givenBook(): Promise<void> {
  const em = database.newEm();
  em.create(Book, { title: "b1", author: em.create(Author, { firstName: "a1" }) });
  await em.flush();
}

describe("entities", () => {
  it("R-ENT-1/em, R-ENT-1/isNewEntity, R-ENT-1/isDirtyEntity, R-ENT-1/isDeletedEntity, R-ENT-1/toString tell their ids and what becomes of them", async () => {
    const em = database.newEm();
    const tag = em.create(Tag, { name: "t1" });
    const told = (): unknown[] => [
      tag.idMaybe,
      tag.idTaggedMaybe,
      tag.isNewEntity,
      tag.isDirtyEntity,
      tag.isDeletedEntity,
      tag.toString(),
      tag.toTaggedString(),
      inspect(tag),
    ];
    expect(told()).toEqual([undefined, undefined, true, false, false, "Tag#1", "t#1", "Tag#1"]);
    await em.flush();
    expect(told()).toEqual(["t:1", "t:1", false, false, false, "Tag#1:1", "t#1:1", "Tag#1:1"]);
    tag.name = "t2";
    expect(tag.isDirtyEntity).toBe(true);
    em.delete(tag);
    expect([tag.isDirtyEntity, tag.isDeletedEntity, tag.em]).toEqual([true, true, em]);
  });

  it("R-ENT-2 functions tell entities from other values, and new ones from others", async () => {
    await givenBook();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    const tag: Tag = em.create(Tag, { name: "t1" });
    expect([author, {}, { idTaggedMaybe: "a:1" }, null, "a:1"].map(isEntity)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect([isNew(author), isNew(tag)]).toEqual([false, true]);
    expect(isNew(tag) && tag.books.get).toEqual([]);
    expectTypeOf(asNew(tag)).toEqualTypeOf<New<Tag>>();
    expect(asNew(tag)).toBe(tag);
    expect(() => asNew(author)).toThrow("Author:1 is not new");
  });

  it("R-ENT-3 have no keys of their own, and their members stand on the prototype", async () => {
    await givenBook();
    const em = database.newEm();
    const author = await em.load(Author, "a:1", "books");
    expect([Object.keys(author), Reflect.ownKeys(author)]).toEqual([[], []]);
    expect(Object.hasOwn(Object.getPrototypeOf(Author.prototype) as object, "firstName")).toBe(
      true,
    );
    expect(structuredClone(author)).toEqual({});
  });

  it("R-ENT-4 instance data shows what is known, and reading it has no effect", async () => {
    await givenBook();
    const em = database.newEm();
    const book = await em.load(Book, "b:1");
    const before = getInstanceData(book);
    expect([before.originalData, before.isTouched, before.pendingOperation]).toEqual([
      {},
      false,
      undefined,
    ]);
    book.title = "b2";
    const data = getInstanceData(book);
    expect([data.originalData, data.isTouched, data.pendingOperation]).toEqual([
      { title: "b1" },
      true,
      "update",
    ]);
    expect(
      ["id", "title", "author_id", "author", "created_at", "nothing"].map((name) =>
        data.getColumn(name),
      ),
    ).toEqual(["1", "b2", "1", "1", book.createdAt, undefined]);
    const tag = em.create(Tag, { name: "t1" });
    expect([getInstanceData(tag).pendingOperation, getInstanceData(tag).isTouched]).toEqual([
      "insert",
      true,
    ]);
    em.delete(book);
    expect(getInstanceData(book).pendingOperation).toBe("delete");
    await em.flush();
    expect([getInstanceData(book).pendingOperation, getInstanceData(tag).pendingOperation]).toEqual(
      [undefined, undefined],
    );
  });

  it("R-ENT-5 a log shows no more of an entity than its id", async () => {
    await givenBook();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    expect(JSON.stringify({ author })).toBe('{"author":{"id":"a:1"}}');
  });

  it("R-ENT-7 metadata describes the type", () => {
    const { cstr, type, tagName, tableName, schemaName, idType, idDbType, orderBy, ...meta } =
      Book.metadata;
    expect([cstr, type, tagName, tableName, schemaName, idType, idDbType, orderBy]).toEqual([
      Book,
      "Book",
      "b",
      "books",
      "public",
      "tagged-string",
      "int",
      [],
    ]);
    expect([meta.idField.column, meta.versionField?.fieldName, meta.domain]).toEqual([
      "id",
      "version",
      domain,
    ]);
    expect([meta.timestamps.createdAt?.column, meta.timestamps.updatedAt?.column]).toEqual([
      "created_at",
      "updated_at",
    ]);
    expect([meta.baseType, meta.baseTypes, meta.subTypes, meta.inheritanceType]).toEqual([
      undefined,
      [],
      [],
      undefined,
    ]);
    expect(meta.fields.get("author")).toMatchObject({ kind: "m2o", column: "author_id" });
  });

  it("R-DEL-3 what is being deleted is readable until it is gone, and its fields after", async () => {
    await givenBook();
    const em = database.newEm();
    const book = await em.load(Book, "b:1", "author");
    em.delete(book);
    expect([book.title, book.author.get.firstName]).toEqual(["b1", "a1"]);
    await em.flush();
    expect(book.title).toBe("b1");
  });

  it("R-DEL-6 nothing is pointed at what is deleted, and a delete stays", async () => {
    await givenBook();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    const other = em.create(Author, { firstName: "a2" });
    em.delete(author);
    em.delete(author);
    const deleted = expect.objectContaining({ code: "DELETED" }) as Error;
    const book = await em.load(Book, "b:1");
    expect(() => other.mentor.set(author)).toThrow(deleted);
    expect(() => author.books.add(book)).toThrow(deleted);
    book.author.set(other);
    await em.flush();
    expect([author.isDeletedEntity, await em.findCount(Author, {})]).toEqual([true, 1]);
  });
});
