import { beforeEach, describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Bird } from "../schema/entities/Bird.ts";
import { Cat } from "../schema/entities/Cat.ts";
import { Dog } from "../schema/entities/Dog.ts";
import { Pin } from "../schema/entities/Pin.ts";
import { Reader } from "../schema/entities/Reader.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { TaskOld } from "../schema/entities/TaskOld.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

beforeEach(async () => {
  const em = database.newEm();
  em.create(Reader, { email: "ann@x.org", name: "Ann", score: "1.0" });
  em.create(Reader, { email: "bob@x.org", name: "Bob" });
  await em.flush();
});

async function readers(): Promise<unknown> {
  return database.query("SELECT id, email, name, score, version FROM readers ORDER BY id");
}

describe("em.upsertAll", () => {
  it("R-BULK-6, R-UPS-16, R-EM-4/upsertAll inserts rows that are not there and sets those that are, by one statement", async () => {
    const em = database.newEm();
    let result: unknown;
    const sent = await database.recorded(async () => {
      result = await em.upsertAll(
        Reader,
        [
          { email: "cyd@x.org", name: "Cyd" },
          { email: "ANN@x.org", name: " Ann B. " },
        ],
        { onConflict: ["email"] },
      );
    });
    expect(result).toEqual({ inserted: 1, updated: 1, ids: ["reader:4", "reader:1"] });
    expect(sent.map(({ text }) => text).slice(1)).toEqual([
      'INSERT INTO "public"."readers" AS r ("id", "email", "name", "joined_at", "score", "weight", "shelf_id", "favorite_color_id", "deleted_at", "version", "created_at", "updated_at") SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11 FROM unnest($1::integer[], $2::public.citext[], $3::text[], $4::timestamptz[], $5::numeric[], $6::double precision[], $7::integer[], $8::integer[], $9::timestamptz[], $10::integer[], $11::timestamptz[], $12::timestamptz[]) AS given(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11) ON CONFLICT ("email") DO UPDATE SET "name" = excluded."name", "version" = r."version" + 1, "updated_at" = greatest(excluded."updated_at", r."updated_at" + interval \'1 microsecond\') RETURNING (r.xmax = 0)',
      'SELECT t."id" FROM unnest($1::public.citext[]) WITH ORDINALITY AS given(c0, place) JOIN "public"."readers" AS t ON t."email" = given.c0 ORDER BY given.place',
    ]);
    expect(await readers()).toEqual([
      { id: 1, email: "ann@x.org", name: "Ann B.", score: "1.0", version: 2 },
      { id: 2, email: "bob@x.org", name: "Bob", score: null, version: 1 },
      { id: 4, email: "cyd@x.org", name: "Cyd", score: null, version: 1 },
    ]);
  });

  it("R-BULK-6 sets nothing, or named fields only, where that is asked for, and where the row matches", async () => {
    const em = database.newEm();
    const rows = [
      { email: "ann@x.org", name: "A", score: "9" },
      { email: "bob@x.org", name: "B", score: "9" },
      { email: "new@x.org", name: "N", score: "9" },
    ];
    const onConflict = ["email"] as const;
    expect(await em.upsertAll(Reader, rows.slice(0, 1), { onConflict, update: "none" })).toEqual({
      inserted: 0,
      updated: 0,
      ids: ["reader:1"],
    });
    const result = await em.upsertAll(Reader, rows, {
      onConflict,
      update: ["score"],
      where: { score: { lt: "5" } },
    });
    expect(result).toMatchObject({ inserted: 1, updated: 1 });
    expect(await database.query("SELECT name, score FROM readers ORDER BY email")).toEqual([
      { name: "Ann", score: "9" },
      { name: "Bob", score: null },
      { name: "N", score: "9" },
    ]);
  });

  it("R-BULK-6 fields that a row does not give stay as they are", async () => {
    const em = database.newEm();
    const result = await em.upsertAll(
      Reader,
      [
        { email: "ann@x.org", name: "A" },
        { email: "bob@x.org", name: "B", score: null },
        { email: "cyd@x.org", name: "C", score: "3" },
      ],
      { onConflict: ["email"] },
    );
    expect(result).toEqual({
      inserted: 1,
      updated: 2,
      ids: ["reader:1", "reader:2", expect.any(String)],
    });
    expect(await database.query("SELECT name, score FROM readers ORDER BY email")).toEqual([
      { name: "A", score: "1.0" },
      { name: "B", score: null },
      { name: "C", score: "3" },
    ]);
  });

  it("R-BULK-6 tells rows by their id as well, and refuses what no constraint covers", async () => {
    const em = database.newEm();
    expect(
      await em.upsertAll(
        Reader,
        [
          { id: "reader:2", email: "bob@x.org", name: "Bo" },
          { id: "reader:50", email: "z@x.org", name: "Z" },
        ],
        { onConflict: ["id"] },
      ),
    ).toEqual({ inserted: 1, updated: 1, ids: ["reader:2", "reader:50"] });
    await expect(
      em.upsertAll(Reader, [{ email: "a", name: "A" }], { onConflict: ["name"] }),
    ).rejects.toMatchObject({ code: "NO_UNIQUE_CONSTRAINT" });
    await expect(
      em.upsertAll(Reader, [{ email: "a", name: "A" }], { onConflict: [] }),
    ).rejects.toMatchObject({ code: "NO_UNIQUE_CONSTRAINT" });
  });

  it("R-BULK-6 refuses rows that cannot be told apart or are not whole, before anything is sent", async () => {
    const em = database.newEm();
    const refused = async (rows: object[]): Promise<unknown> =>
      em
        .upsertAll(Reader, rows as never, { onConflict: ["email"] })
        .catch((error: Error) => error.message);
    const sent = await database.statements(async () => {
      expect(
        await Promise.all([
          refused([
            { email: "a", name: "A" },
            { email: "b", name: "B" },
            { email: "a", name: "C" },
          ]),
          refused([{ name: "A" }]),
          refused([{ email: "a" }]),
          refused([{ email: "a", name: "A", nick: 1 }]),
          refused([{ email: "a", name: "A", version: 1 }]),
          refused([{ email: "a", name: 1 }]),
          refused([]),
        ]),
      ).toEqual([
        "Reader.email is the same in rows 1 and 3",
        "Reader.email is required",
        "Reader.name is required",
        "Unknown field nick",
        "Reader.version cannot be set",
        "Reader.name is not a string",
        { inserted: 0, updated: 0, ids: [] },
      ]);
      await expect(
        em.upsertAll(Dog, [{ name: "x", breed: "y" }], { onConflict: ["chip"] }),
      ).rejects.toMatchObject({ code: "INVALID_FILTER" });
    });
    expect(sent).toEqual([]);
  });

  it("R-BULK-6, R-CTI-2 rows in several tables are one statement, which writes each of them", async () => {
    const em = database.newEm();
    const rex = em.create(Dog, { name: "Rex", nickname: "r", breed: "pug", fur: "short", size: 3 });
    em.create(Cat, { name: "Tom", nickname: "t" });
    await em.flush();
    const asked = [
      { nickname: "n", name: "New", breed: "collie", fur: "long" },
      { nickname: "r", name: "Rex II", breed: "boxer", fur: "none" },
    ];
    let result: unknown;
    const sent = await database.recorded(async () => {
      result = await em.upsertAll(Dog, asked, { onConflict: ["nickname"] });
    });
    expect(sent.filter(({ operation }) => operation === "bulk Dog").length).toBe(2);
    expect(result).toEqual({ inserted: 1, updated: 1, ids: ["an:3", rex.id] });
    expect([rex.name, rex.breed, rex.fur, rex.size, rex.isDirtyEntity]).toEqual([
      "Rex II",
      "boxer",
      "none",
      3,
      false,
    ]);
    const stored = await database.query(
      "SELECT a.id, a.name, m.fur, d.breed, d.size, a.version FROM animals a JOIN mammals m ON m.id = a.id JOIN dogs d ON d.id = a.id ORDER BY a.id",
    );
    expect(stored).toEqual([
      { id: 1, name: "Rex II", fur: "none", breed: "boxer", size: 3, version: 2 },
      { id: 3, name: "New", fur: "long", breed: "collie", size: null, version: 1 },
    ]);
    // Only what stands below the root is set: the version is the root's all the same.
    const named = { onConflict: ["nickname"], update: ["breed"] } as const;
    expect(await em.upsertAll(Dog, [{ ...asked[1]!, breed: "pug" }], named)).toEqual({
      inserted: 0,
      updated: 1,
      ids: [rex.id],
    });
    expect([rex.breed, rex.name]).toEqual(["pug", "Rex II"]);
    const kept = { onConflict: ["nickname"], update: "none" } as const;
    expect(await em.upsertAll(Dog, [{ ...asked[1]!, breed: "x" }], kept)).toEqual({
      inserted: 0,
      updated: 0,
      ids: [rex.id],
    });
    expect(
      await em.upsertAll(Bird, [{ id: "an:50", nickname: "bn", name: "b", wingspan: "1" }], {
        onConflict: ["id"],
      }),
    ).toEqual({
      inserted: 1,
      updated: 0,
      ids: ["an:50"],
    });
    rex.size = 4;
    await em.flush();
    expect(await database.query("SELECT version FROM animals WHERE id = 1")).toEqual([
      { version: 4 },
    ]);
  });

  it("R-BULK-6 a row that is there and of another type is refused, and nothing is written", async () => {
    const em = database.newEm();
    em.create(Cat, { name: "Tom", nickname: "t" });
    await em.flush();
    const rows = [
      { nickname: "a", name: "A", breed: "x" },
      { nickname: "t", name: "T", breed: "x" },
    ];
    const work = em.upsertAll(Dog, rows, { onConflict: ["nickname"] });
    await expect(work).rejects.toMatchObject({
      code: "WRONG_TYPE",
      message: "Animal:1 is of another type but should be Dog",
    });
    expect(await database.query("SELECT name FROM animals")).toEqual([{ name: "Tom" }]);
    expect(await database.query("SELECT FROM dogs")).toEqual([]);
  });

  it("R-BULK-2 gives new rows their defaults, types and references", async () => {
    const em = database.newEm();
    await em.upsertAll(TaskOld, [{ id: "task:1", name: "t" }], { onConflict: ["id"] });
    expect(await database.query("SELECT type_id, version FROM tasks")).toEqual([
      { type_id: 1, version: 1 },
    ]);
    const author = em.create(Author, { firstName: "a" });
    await em.flush();
    await em.upsertAll(Author, [{ id: "a:7", firstName: "b", mentor: author }], {
      onConflict: ["id"],
    });
    expect(await database.query("SELECT is_active, mentor_id FROM authors WHERE id = 7")).toEqual([
      { is_active: true, mentor_id: 1 },
    ]);
    await em.upsertAll(Pin, [{ id: "pn:1", place: null }], { onConflict: ["id"] });
  });

  it("R-BULK-5 entities in memory are read again, and those of a transaction that is rolled back are as before", async () => {
    const em = database.newEm();
    const [ann, bob] = await em.find(Reader, {});
    bob!.name = "mine";
    const failure = new Error("no");
    await expect(
      em.transaction(async () => {
        await em.upsertAll(Reader, [{ email: "ann@x.org", name: "A", score: "7" }], {
          onConflict: ["email"],
        });
        await em.updateAll(Reader, { email: "bob@x.org" }, { score: "8" });
        await em.deleteAll(Reader, { email: "ann@x.org" });
        expect([ann!.isDeletedEntity, ann!.score, bob!.score, bob!.name]).toEqual([
          true,
          "7",
          "8",
          "mine",
        ]);
        throw failure;
      }),
    ).rejects.toBe(failure);
    expect([ann!.isDeletedEntity, ann!.name, ann!.score, bob!.score, bob!.name]).toEqual([
      false,
      "Ann",
      "1.0",
      undefined,
      "mine",
    ]);
    ann!.name = "Anna";
    await em.flush();
    expect(await readers()).toEqual([
      { id: 1, email: "ann@x.org", name: "Anna", score: "1.0", version: 2 },
      { id: 2, email: "bob@x.org", name: "mine", score: null, version: 2 },
    ]);
  });

  it("R-BULK-6 writers of the same new rows in opposite orders do not deadlock, and make each once", async () => {
    const names = Array.from({ length: 40 }, (_, at) => ({ name: `t${at}` }));
    const results = await Promise.all(
      Array.from({ length: 16 }, (_, at) =>
        database
          .newEm()
          .upsertAll(Tag, at % 2 === 0 ? names : names.toReversed(), { onConflict: ["name"] }),
      ),
    );
    expect(results.reduce((sum, { inserted }) => sum + inserted, 0)).toBe(40);
    expect(await database.query("SELECT count(*)::int AS n FROM tags")).toEqual([{ n: 40 }]);
  });
});
