import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Event } from "../schema/entities/Event.ts";
import { Image } from "../schema/entities/Image.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

async function givenLibrary(): Promise<void> {
  const em = database.newEm();
  const publisher = em.create(Publisher, { name: "p1" });
  em.create(Publisher, { name: "p2" });
  const author = em.create(Author, { firstName: "a1", age: 40, publisher });
  em.create(Author, { firstName: "a2" });
  em.create(Image, { author, fileName: "i1" });
  const books = ["b1", "b2"].map((title) => em.create(Book, { title, author }));
  books[0]!.tags.add(em.create(Tag, { name: "t1" }));
  books[0]!.tags.add(em.create(Tag, { name: "t2" }));
  em.create(Tag, { name: "t3" });
  await em.flush();
}

describe("changes", () => {
  it("R-CHG-1/changes.fields, R-CHG-1/changes.firstName, R-ENT-1/changes of a field tell whether it changed and from what", async () => {
    await givenLibrary();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    expect(author.changes.fields).toEqual([]);
    author.firstName = "a3";
    author.age = undefined;
    expect(author.changes.fields).toEqual(["firstName", "age"]);
    expect({ ...author.changes.firstName }).toEqual({
      kind: "field",
      hasChanged: true,
      hasUpdated: true,
      originalValue: "a1",
    });
    expect(author.changes.age.originalValue).toBe(40);
    expect(author.changes.lastName.hasChanged).toBe(false);
    author.firstName = "a1";
    expect(author.changes.fields).toEqual(["age"]);
  });

  it("R-CHG-1/changes.author of a reference give the id and the entity it led to", async () => {
    await givenLibrary();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    author.publisher.id = "p:2";
    const { publisher } = author.changes;
    expect([publisher.kind, publisher.hasChanged, publisher.hasUpdated]).toEqual([
      "m2o",
      true,
      true,
    ]);
    expect(publisher.originalValue).toBe("p:1");
    expect((await publisher.originalEntity)?.name).toBe("p1");
  });

  it("R-CHG-4 the entities that references led to are loaded in one statement, deleted ones too", async () => {
    await givenLibrary();
    const em = database.newEm();
    const authors = await em.find(Author, {});
    authors[1]!.publisher.id = "p:2";
    await em.flush();
    const later = database.newEm();
    const changed = await later.find(Author, {});
    for (const author of changed) author.publisher.set(undefined);
    const statements = await database.statements(async () => {
      const originals = await Promise.all(
        changed.map((author) => author.changes.publisher.originalEntity),
      );
      expect(originals.map((publisher) => publisher?.name)).toEqual(["p1", "p2"]);
    });
    expect(statements.length).toBe(1);
    const event = later.create(Event, { name: "e1" });
    await later.flush();
    const last = database.newEm();
    const [loaded] = await last.find(Event, { id: event.id });
    loaded!.book.id = "b:1";
    expect(await loaded!.changes.book.originalEntity).toBe(undefined);
    const book = await last.load(Book, "b:1");
    book.author.id = "a:2";
    const old = await last.load(Author, "a:1");
    last.delete(old);
    expect(await book.changes.author.originalEntity).toBe(old);
  });

  it("R-CHG-1/changes.books of a collection tell who came and who left, loaded or not", async () => {
    await givenLibrary();
    for (const isLoaded of [false, true]) {
      const em = database.newEm();
      const author = await em.load(Author, "a:1");
      if (isLoaded) await author.books.load();
      const [b1, b2] = await em.loadAll(Book, ["b:1", "b:2"]);
      author.books.remove(b1!);
      em.delete(b2!);
      const b3 = em.create(Book, { title: "b3", author });
      const { books } = author.changes;
      expect([books.added, books.removed, books.changed]).toEqual([[b3], [b1, b2], [b3, b1, b2]]);
      expect([books.hasChanged, books.hasUpdated]).toEqual([true, true]);
      expect(await books.originalEntities).toEqual([b1, b2]);
      expect(author.changes.fields).toEqual(["books"]);
      expect(author.changes.fieldsWithoutRelations).toEqual([]);
    }
  });

  it("R-CHG-1/changes.books of a many-to-many are seen from both sides", async () => {
    await givenLibrary();
    const em = database.newEm();
    const book = await em.load(Book, "b:1");
    const [t1, t2, t3] = await em.loadAll(Tag, ["t:1", "t:2", "t:3"]);
    book.tags.remove(t1!);
    book.tags.add(t3!);
    const { tags } = book.changes;
    expect([tags.kind, tags.added, tags.removed, tags.hasUpdated]).toEqual([
      "m2m",
      [t3],
      [t1],
      true,
    ]);
    expect(t3!.changes.books.added).toEqual([book]);
    expect(t1!.changes.books.removed).toEqual([book]);
    expect(await tags.originalEntities).toEqual([t1, t2]);
  });

  it("R-O2O-3 of a one-to-one give the entity that was there", async () => {
    await givenLibrary();
    const em = database.newEm();
    const author = await em.load(Author, "a:1", "image");
    const image = author.image.get!;
    image.author.id = "a:2";
    const { image: change } = author.changes;
    expect([change.kind, change.hasChanged, change.hasUpdated, change.originalValue]).toEqual([
      "o2o",
      true,
      true,
      "i:1",
    ]);
    expect(await change.originalEntity).toBe(image);
  });

  it("R-CHG-2 of a new entity have changed and are no update", () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "a1" });
    const { firstName, age, publisher } = author.changes;
    expect([firstName.hasChanged, firstName.hasUpdated, firstName.originalValue]).toEqual([
      true,
      false,
      undefined,
    ]);
    expect([age.hasChanged, publisher.hasChanged]).toEqual([false, false]);
  });

  it("R-CHG-1 of collections of an entity made in this em know what it was given before the last flush", async () => {
    const em = database.newEm();
    const [a, b] = em.createMany(Author, [{ firstName: "a" }, { firstName: "b" }]);
    const [one, two] = em.createMany(Book, [
      { title: "1", author: a! },
      { title: "2", author: b! },
    ]);
    const image = em.create(Image, { fileName: "i", author: a! });
    await em.flush();
    one!.author.set(b!);
    image.author.set(b!);
    expect(await b!.changes.books.originalEntities).toEqual([two]);
    expect(await a!.changes.books.originalEntities).toEqual([one]);
    expect(await a!.changes.image.originalEntity).toBe(image);
    expect(a!.changes.image.originalValue).toBe(image.id);
    await em.flush();
    expect(await b!.changes.books.originalEntities).toEqual([one, two]);
    expect(await a!.changes.books.originalEntities).toEqual([]);
    expect(await a!.changes.image.originalEntity).toBe(undefined);
  });

  it("R-CHG-3 are gone after a flush, whose own changes are in lastFlush", async () => {
    await givenLibrary();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    const b3 = em.create(Book, { title: "b3", author });
    author.firstName = "a3";
    await em.flush();
    expect([author.changes.fields, b3.changes.fields]).toEqual([[], []]);
    expect(em.lastFlush).toEqual({
      adopted: [],
      created: [b3],
      updated: [{ entity: author, fields: { firstName: { from: "a1", to: "a3" } } }],
      deleted: [],
      joinRows: [],
    });
  });
});
