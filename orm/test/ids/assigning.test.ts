// Ids of new entities: when they are there, and over which connection they come.
import { PostgresDriver, RecordingDriver, SequenceIdAssigner } from "kingpost/pg";
import pg from "pg";
import { expect, expectTypeOf, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import type { AuthorId } from "../schema/entities/codegen/AuthorCodegen.ts";
import type { BookId } from "../schema/entities/codegen/BookCodegen.ts";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Event } from "../schema/entities/Event.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

it("R-ID-3 a new entity has no id until it is assigned, and says so by its name", async () => {
  const em = database.newEm();
  const author = em.create(Author, { firstName: "a1" });
  expect([author.idMaybe, author.idTaggedMaybe]).toEqual([undefined, undefined]);
  const noId = { code: "NO_ID", message: "Author#1 has no id yet" };
  for (const read of [() => author.id, () => author.idTagged, () => author.idUntagged])
    expect(read).toThrow(expect.objectContaining(noId));
  await em.assignNewIds();
  expect([author.id, author.idMaybe, author.idTagged, author.idTaggedMaybe]).toEqual(
    Array(4).fill("a:1"),
  );
  expect([author.idUntagged, author.isNewEntity]).toEqual(["1", true]);
});

it("R-ID-2 ids are strings that remember whose they are", () => {
  expectTypeOf<string>().toExtend<AuthorId>();
  expectTypeOf<AuthorId>().toExtend<string>();
  expectTypeOf<BookId>().not.toExtend<AuthorId>();
  expectTypeOf<Author["id"]>().toEqualTypeOf<AuthorId>();
  expectTypeOf<Author["idTagged"]>().toEqualTypeOf<string>();
  const id: AuthorId = "a:1";
  expect(id).toBe("a:1");
});

it("R-ID-12 two spellings of a number or a uuid are one entity, in memory and in filters", async () => {
  const em = database.newEm();
  const author = em.create(Author, { id: "a:007", firstName: "bond" });
  const event = em.create(Event, { id: "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", name: "e1" });
  expect([author.id, event.idUntagged]).toEqual(["a:7", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"]);
  expect([em.getEntity("a:07"), em.getEntity("a:7")]).toEqual([author, author]);
  await em.flush();
  const em2 = database.newEm();
  const found = await em2.load(Author, "0007");
  expect(await em2.find(Author, { id: "a:00007" })).toEqual([found]);
  expect(await em2.find(Event, { id: event.id.toUpperCase().replace(/^.*:/, "") })).toEqual([
    await em2.load(Event, event.id),
  ]);
});

it("R-ID-7 one connection is enough", async () => {
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  const idAssigner = new SequenceIdAssigner({ block: 1 });
  const driver = new RecordingDriver(new PostgresDriver(pool, { idAssigner }));
  try {
    const em = new EntityManager({}, driver);
    const make = (name: string) =>
      em.create(Book, { title: name, author: em.create(Author, { firstName: name }) });
    const first = make("one");
    await em.assignNewIds();
    expect([first.id, first.author.id, pool.totalCount]).toEqual(["b:1", "a:1", 1]);
    make("two");
    await em.flush();
    make("three");
    await Promise.all([em.flush(), em.assignNewIds()]);
  } finally {
    await pool.end();
  }
  expect(await database.query("SELECT title FROM books ORDER BY id")).toEqual(
    ["one", "two", "three"].map((title) => ({ title })),
  );
});
