import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

async function givenLibrary(): Promise<void> {
  const em = database.newEm();
  const publisher = em.create(Publisher, { name: "p1" });
  em.create(Publisher, { name: "p2" });
  const author = em.create(Author, { firstName: "a1", publisher });
  em.create(Author, { firstName: "a2" });
  em.create(Book, { title: "b1", author });
  await em.flush();
}

describe("many-to-one references", () => {
  it("R-M2O-1/get is the target once that is in memory, by whatever way, and undefined when unset", async () => {
    await givenLibrary();
    const em = database.newEm();
    const [a1, a2] = await em.find(Author, {});
    const read = (author: Author): unknown =>
      (author.publisher as unknown as { readonly get: Publisher | undefined }).get;
    expect(() => read(a1!)).toThrow("Author:1.publisher was not loaded");
    expect(read(a2!)).toBe(undefined);
    const publisher = await em.load(Publisher, "p:1");
    expect([read(a1!), a1!.publisher.isLoaded]).toEqual([publisher, true]);
  });

  it("R-M2O-1/set, R-M2O-1/isSet takes an entity, or in options an id, and is true for new ones as well", async () => {
    await givenLibrary();
    const em = database.newEm();
    const author = await em.load(Author, "a:2");
    expect(author.publisher.isSet).toBe(false);
    const publisher = em.create(Publisher, { name: "p3" });
    author.publisher.set(publisher);
    expect([author.publisher.isSet, await author.publisher.load()]).toEqual([true, publisher]);
    author.set({ publisher: "p:2" });
    expect(author.publisher.id).toBe("p:2");
    author.publisher.set(undefined);
    expect([author.publisher.isSet, author.isDirtyEntity]).toEqual([false, false]);
  });

  it("R-M2O-1/idIfSet, R-M2O-1/idMaybe are undefined when unset, and differ for new targets", async () => {
    await givenLibrary();
    const em = database.newEm();
    const [a1, a2] = await em.find(Author, {});
    expect([a1!.publisher.idIfSet, a1!.publisher.idMaybe]).toEqual(["p:1", "p:1"]);
    expect([a2!.publisher.idIfSet, a2!.publisher.idMaybe]).toEqual([undefined, undefined]);
    a2!.publisher.set(em.create(Publisher, { name: "p3" }));
    expect(a2!.publisher.idMaybe).toBe(undefined);
    expect(() => a2!.publisher.idIfSet).toThrow(
      "Reference Author:2.publisher is assigned to a new entity",
    );
  });
});
