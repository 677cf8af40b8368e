// Collections with an order of their own, and one that shows what is softly deleted.
import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Cat } from "../schema/entities/Cat.ts";
import { Club } from "../schema/entities/Club.ts";
import { newClub } from "../schema/entities/factories/newClub.ts";
import { newReader } from "../schema/entities/factories/newReader.ts";
import { newShelf } from "../schema/entities/factories/newShelf.ts";
import { Home } from "../schema/entities/Home.ts";
import { Keeper } from "../schema/entities/Keeper.ts";
import type { Reader } from "../schema/entities/Reader.ts";
import { Shelf } from "../schema/entities/Shelf.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

/** Readers 1 to 3 on one shelf and in one club; Bob, the second, is softly deleted. */
async function givenReaders(): Promise<void> {
  const em = database.newEm();
  const shelf = newShelf(em, { room: "r", position: 1 });
  const readers = ["Cyd", "Bob", "Ann"].map((name) =>
    newReader(em, { name, email: `${name}@example.org`, shelf }),
  );
  newClub(em, { name: "c", readers });
  await em.flush();
  await database.query("UPDATE readers SET deleted_at = now() WHERE name = 'Bob'");
}

/** Two authors, and books of the first whose keys are not in the order in which they were written. */
async function givenBooks(): Promise<void> {
  await database.query("INSERT INTO authors (id, first_name) VALUES (1, 'a'), (2, 'b')");
  for (const id of [2, 1_999_999_999, 1, -7])
    await database.query(`INSERT INTO books (id, title, author_id) VALUES (${id}, 't', 1)`);
}

function names(readers: ReadonlyArray<Reader>): string[] {
  return readers.map(({ name }) => name);
}

describe("a collection with an order of its own", () => {
  it("R-REL-5 is loaded in it, whatever order its entity has", async () => {
    await givenReaders();
    const em = database.newEm();
    const [shelf] = await em.find(Shelf, {});
    const sent = await database.statements(async () => {
      expect(names(await shelf!.readers.load())).toEqual(["Cyd", "Ann"]);
    });
    expect(sent.map((text) => text.slice(text.indexOf("ORDER BY")))).toEqual([
      'ORDER BY t."name" DESC, t."id"',
    ]);
    const [club] = await em.find(Club, {}, { populate: "readers" });
    expect(names(club!.readers.get)).toEqual(["Ann", "Cyd"]);
  });

  it("R-REL-5 puts what comes in and what changes where the database would", async () => {
    await givenReaders();
    const em = database.newEm();
    const [shelf] = await em.find(Shelf, {}, { populate: "readers" });
    const [cyd, ann] = shelf!.readers.get;
    newReader(em, { name: "Bea", shelf: shelf! });
    expect(names(shelf!.readers.get)).toEqual(["Cyd", "Bea", "Ann"]);
    ann!.name = "Zoe";
    cyd!.name = "Abe";
    expect(names(shelf!.readers.get)).toEqual(["Zoe", "Bea", "Abe"]);
  });
});

describe("a collection without an order of its own", () => {
  it("R-REL-5 is in the order of ids however the rows lie, and the server sorts nothing", async () => {
    await givenBooks();
    const ids = ["b:-7", "b:1", "b:2", "b:1999999999"];
    // A row that is written anew comes to lie behind the others.
    await database.query("UPDATE books SET notes = 'x' WHERE id = 1");
    await database.query("UPDATE books SET notes = 'x' WHERE id = -7");
    const author = await database.newEm().load(Author, "a:1");
    const sent = await database.statements(async () => {
      expect((await author.books.load()).map(({ id }) => id)).toEqual(ids);
    });
    expect(sent.map((text) => text.slice(text.indexOf("FROM")))).toEqual([
      'FROM "public"."books" AS t WHERE t."author_id" = $1::integer',
    ]);
    const populated = await database.newEm().load(Author, "a:1", { books: "reviews" });
    expect(populated.books.get.map(({ id }) => id)).toEqual(ids);
  });

  it("R-REL-2 shows what points there in memory, wherever the row has come to point since", async () => {
    await givenBooks();
    const em = database.newEm();
    await em.load(Book, "b:2");
    await database.query("UPDATE books SET author_id = 2 WHERE id = 2");
    const other = await em.load(Author, "a:2", "books");
    expect(other.books.get).toEqual([]);
  });
});

describe("a collection that includes what is softly deleted", () => {
  it("R-SOFT-2 shows it as any other member, as long as it is not deleted for good", async () => {
    const given = database.newEm();
    const home = given.create(Home, { street: "s" });
    const keeper = given.create(Keeper, { name: "k" });
    for (const name of ["Rex", "Bob", "Ann"]) given.create(Cat, { name, home, keeper });
    await given.flush();
    await database.query("UPDATE animals SET deleted_at = now() WHERE name = 'Bob'");
    const em = database.newEm();
    const [shown, hidden] = [
      await em.load(Home, "h:1", "residents"),
      await em.load(Keeper, "k:1", "animals"),
    ];
    const both = (): string[][] =>
      [shown.residents.get, hidden.animals.get].map((animals) => animals.map(({ name }) => name));
    expect(both()).toEqual([
      ["Rex", "Bob", "Ann"],
      ["Rex", "Ann"],
    ]);
    em.softDelete(shown.residents.get[0]!);
    expect(both()).toEqual([["Rex", "Bob", "Ann"], ["Ann"]]);
    em.delete(shown.residents.get[1]!, { hard: true });
    expect(both()).toEqual([["Rex", "Ann"], ["Ann"]]);
  });
});
