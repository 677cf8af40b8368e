// Input without an id that has the unique values of a row: which row it is taken for.
import { TooManyError, UniqueConstraintError } from "kingpost/errors";
import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Club } from "../schema/entities/Club.ts";
import { Dog } from "../schema/entities/Dog.ts";
import { Image } from "../schema/entities/Image.ts";
import { Keeper } from "../schema/entities/Keeper.ts";
import { Loan } from "../schema/entities/Loan.ts";
import { Reader } from "../schema/entities/Reader.ts";
import { Shelf } from "../schema/entities/Shelf.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

const operations = (sent: ReadonlyArray<{ readonly operation?: string | undefined }>): unknown[] =>
  sent.map(({ operation }) => operation);

/** A reader who is softly deleted and one who is not. */
async function givenReaders(): Promise<void> {
  const em = database.newEm();
  em.create(Reader, { email: "gone@x", name: "gone", deletedAt: new Date() });
  em.create(Reader, { email: "here@x", name: "here" });
  await em.flush();
}

const readers = (): Promise<unknown> =>
  database.query("SELECT id, email, name, deleted_at IS NULL AS there FROM readers ORDER BY id");

describe("input without an id", () => {
  it("R-UPS-5, R-SOFT-9 restores and changes the row with its unique values that was softly deleted", async () => {
    await givenReaders();
    const em = database.newEm();
    const sent = await database.recorded(async () => {
      // Text without case, and cleaned as when it is set.
      const [reader] = await Promise.all([
        em.upsert(Reader, { email: " Gone@X ", name: "back" }),
        em.upsert(Reader, { email: "new@x", name: "new" }),
      ]);
      expect([reader.idTagged, reader.isSoftDeletedEntity]).toEqual(["reader:1", false]);
    });
    expect(operations(sent)).toEqual(["find Reader"]);
    await em.flush();
    expect(await readers()).toEqual([
      { id: 1, email: "Gone@X", name: "back", there: true },
      { id: 2, email: "here@x", name: "here", there: true },
      { id: 3, email: "new@x", name: "new", there: true },
    ]);
  });

  it("R-UPS-5 does not touch a row that is there: the flush reports that it is", async () => {
    await givenReaders();
    const em = database.newEm();
    const made = await em.upsert(Reader, { email: "here@x", name: "other" });
    expect(made.isNewEntity).toBe(true);
    await expect(em.flush()).rejects.toThrow(UniqueConstraintError);
  });

  it('R-UPS-5 with uniqueByMatch "all" changes the row that is there, in the database or in memory', async () => {
    await givenReaders();
    const em = database.newEm();
    const found = await em.upsert(
      Reader,
      { email: "here@x", name: "changed" },
      { uniqueByMatch: "all" },
    );
    expect([found.idTagged, found.isDirtyEntity]).toEqual(["reader:2", true]);
    const [first, second] = await Promise.all([
      em.upsert(Club, { name: "c" }, { uniqueByMatch: "all" }),
      em.upsert(Club, { name: "c", readers: [found] }, { uniqueByMatch: "all" }),
    ]);
    expect(second).toBe(first);
    await em.flush();
    expect(await database.query("SELECT name FROM clubs")).toEqual([{ name: "c" }]);
    expect(await database.query("SELECT * FROM clubs_to_readers")).toHaveLength(1);
  });

  it("R-UPS-5 asks nothing for types that cannot be softly deleted, nor where a value is missing or null", async () => {
    await givenReaders();
    const em = database.newEm();
    expect(
      await database.statements(async () => {
        await em.upsert(Club, { name: "c" });
        await em.upsert(Shelf, { room: "r", position: 1 }, { uniqueByMatch: "softDeleted" });
        await em.upsert(Reader, { name: "no address" });
        await em.upsert(Dog, { name: "d", breed: "b", nickname: null });
      }),
    ).toEqual([]);
    const all = { uniqueByMatch: "all" } as const;
    expect(await database.statements(() => em.upsert(Shelf, { room: "r" }, all))).toEqual([]);
    expect(
      await database.statements(() => em.upsert(Shelf, { room: "r", position: 3 }, all)),
    ).toHaveLength(1);
  });

  it("R-UPS-5, R-CONF-7/entities.X.uniqueByMatch the configuration may take input of a type for living rows", async () => {
    const em = database.newEm();
    em.create(Shelf, { room: "r", position: 1, label: "old" });
    await em.flush();
    const shelf = await database.newEm().upsert(Shelf, { room: "r", position: 1, label: "new" });
    expect([shelf.idTagged, shelf.isDirtyEntity]).toEqual(["shelf:1", true]);
  });

  it("R-UPS-5, R-CONF-7 keys of the configuration count, with the parent of a child", async () => {
    const em = database.newEm();
    const [r1, r2] = ["1", "2"].map((name) => em.create(Reader, { email: name, name }));
    for (const reader of [r1!, r2!]) em.create(Loan, { reader, title: "t", deletedAt: new Date() });
    await em.flush();
    const reading = database.newEm();
    const sent = await database.recorded(() =>
      reading.upsert(Reader, { id: r2!.id, loans: [{ title: "t" }, { title: "u" }] }),
    );
    expect(operations(sent)).toEqual(["load Reader", "load Reader.loans", "find Loan"]);
    await reading.flush();
    expect(
      await database.query(
        "SELECT reader_id, title, deleted_at IS NULL AS there FROM loans ORDER BY id",
      ),
    ).toEqual([
      { reader_id: 1, title: "t", there: false },
      { reader_id: 2, title: "t", there: true },
      { reader_id: 2, title: "u", there: true },
    ]);
  });

  it("R-UPS-5 several rows for several unique keys are too many", async () => {
    const em = database.newEm();
    em.create(Dog, { name: "1", breed: "b", nickname: "n" });
    em.create(Dog, { name: "2", breed: "b", chip: "c" });
    await em.flush();
    await expect(
      database
        .newEm()
        .upsert(Dog, { name: "3", breed: "b", nickname: "n", chip: "c" }, { uniqueByMatch: "all" }),
    ).rejects.toThrow(TooManyError);
    const found = await database
      .newEm()
      .upsert(Dog, { name: "3", breed: "b", nickname: "n", chip: null }, { uniqueByMatch: "all" });
    expect(found.idTagged).toBe("an:1");
  });

  it("R-UPS-5 children count the reference to their parent, and matches are looked up together", async () => {
    await givenReaders();
    const em = database.newEm();
    const all = { uniqueByMatch: "all" } as const;
    const author = em.create(Author, { firstName: "a" });
    const image = em.create(Image, { author, fileName: "f" });
    await em.flush();
    const reading = database.newEm();
    const again = await reading.upsert(Image, { author: "a:1", fileName: "g" }, all);
    expect(again.idTagged).toBe(image.idTagged);
    const club = await reading.upsert(Club, {
      name: "c",
      readers: [
        { email: "gone@x", name: "1" },
        { email: "new@x", name: "2" },
      ],
    });
    expect((await club.readers.load()).map(String)).toEqual(["Reader:1", "Reader#1"]);
  });

  it("R-UPS-5, R-UPS-12 a match that belongs to another parent is not taken from it", async () => {
    const em = database.newEm();
    const [k1] = ["k1", "k2"].map((name) => em.create(Keeper, { name }));
    em.create(Dog, { name: "d", breed: "b", nickname: "n", keeper: k1!, deletedAt: new Date() });
    await em.flush();
    const reading = database.newEm();
    const animals = [{ type: "Dog", name: "x", breed: "y", nickname: "n" }] as never;
    await expect(reading.upsert(Keeper, { id: "k:2", animals })).rejects.toThrow(
      "Dog:1 belongs to k:1, not to Keeper:2, so input at animals[0] may not name it",
    );
    await reading.upsert(Keeper, { id: "k:1", animals });
    await reading.flush();
    expect(await database.query("SELECT name, deleted_at FROM animals")).toEqual([
      { name: "x", deleted_at: null },
    ]);
  });
});
