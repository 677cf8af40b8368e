import { alias, sql } from "kingpost";
import { beforeEach, describe, expect, it } from "vitest";
import { Actor } from "../schema/entities/Actor.ts";
import { Author } from "../schema/entities/Author.ts";
import { Play } from "../schema/entities/Play.ts";
import { Poster } from "../schema/entities/Poster.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { Theatre } from "../schema/entities/Theatre.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

beforeEach(async () => {
  const em = database.newEm();
  for (let n = 1; n <= 5; n++)
    em.create(Author, { firstName: `a${n}`, age: n * 10, balance: "0.1" });
  await em.flush();
});

describe("bulk operations with hooks", () => {
  it("R-BULK-4 an update goes through the unit of work, batch by batch, in one transaction", async () => {
    const em = database.newEm();
    const updated: string[] = [];
    const off = em.on(Author, "updated", ({ entity }) => void updated.push(String(entity)));
    let result: unknown;
    const sent = await database.recorded(async () => {
      result = await em.updateAll(
        Author,
        { age: { gt: 10 } },
        { lastName: "x", age: { increment: 1 }, balance: { increment: "0.2" } },
        { hooks: true, batchSize: 3, returning: "ids" },
      );
    });
    off();
    expect(result).toEqual({ count: 4, ids: ["a:2", "a:3", "a:4", "a:5"] });
    expect(sent.map(({ operation }) => operation)).toEqual([
      "stream Author",
      "lock authors",
      "update authors",
      "stream Author",
      "update authors",
    ]);
    expect(updated).toEqual(["Author:2", "Author:3", "Author:4", "Author:5"]);
    expect(await database.query("SELECT age, last_name, balance FROM authors ORDER BY id")).toEqual(
      [
        { age: 10, last_name: null, balance: "0.1" },
        ...[21, 31, 41, 51].map((age) => ({ age, last_name: "x", balance: "0.3" })),
      ],
    );
  });

  it("R-BULK-4 what fails takes all batches back, or with perBatch those from there on", async () => {
    const em = database.newEm();
    const set = { firstName: null as never };
    const options = { hooks: true, batchSize: 2 } as const;
    await expect(em.updateAll(Author, { age: { gt: 0 } }, set, options)).rejects.toMatchObject({
      code: "INVALID_VALUE",
    });
    await database.query(
      "ALTER TABLE authors ADD CONSTRAINT low CHECK (age < 45 OR last_name IS NULL) NOT VALID",
    );
    try {
      const fails = { code: "CHECK" };
      const where = { age: { gt: 0 } };
      await expect(
        database.newEm().updateAll(Author, where, { lastName: "x" }, options),
      ).rejects.toMatchObject(fails);
      const [before] = await database.query("SELECT count(last_name)::int AS n FROM authors");
      await expect(
        database
          .newEm()
          .updateAll(Author, where, { lastName: "x" }, { ...options, transaction: "perBatch" }),
      ).rejects.toMatchObject(fails);
      const [after] = await database.query("SELECT count(last_name)::int AS n FROM authors");
      expect([before, after]).toEqual([{ n: 0 }, { n: 4 }]);
    } finally {
      await database.query("ALTER TABLE authors DROP CONSTRAINT low");
    }
  });

  it("R-BULK-4 a delete cascades, and softDelete deletes softly", async () => {
    const before = database.newEm();
    const theatre = before.create(Theatre, { name: "globe" });
    const play = before.create(Play, { title: "p", theatre });
    before.create(Poster, { motif: "m", play });
    before.create(Actor, { name: "A", theatre });
    await before.flush();
    const em = database.newEm();
    expect(await em.deleteAll(Play, { title: "p" }, { hooks: true })).toEqual({ count: 1 });
    expect(await em.deleteAll(Actor, { name: "A" }, { hooks: true, softDelete: true })).toEqual({
      count: 1,
    });
    expect(
      await database.query(
        "SELECT (SELECT count(*)::int FROM posters) AS posters, (SELECT count(deleted_at)::int FROM actors) AS actors",
      ),
    ).toEqual([{ posters: 0, actors: 1 }]);
  });

  it("R-BULK-4 refuses SQL, unknown words, and filters that ask for nothing", async () => {
    const em = database.newEm();
    const a = alias(Author);
    const hooks = true;
    await expect(
      em.updateAll(Author, { as: a, age: 1 }, { lastName: sql`${a.firstName}` }, { hooks }),
    ).rejects.toThrow("Invalid filter on Author: lastName is set by SQL, which hooks rule out");
    await expect(em.deleteAll(Author, {}, { hooks })).rejects.toMatchObject({
      code: "INVALID_FILTER",
    });
    await expect(
      em.deleteAll(Author, { age: 1 }, { hooks, transaction: "none" as "one" }),
    ).rejects.toThrow('transaction is neither "one" nor "perBatch"');
  });

  it("R-BULK-6 an upsert finds or makes entities", async () => {
    const em = database.newEm();
    await em.upsertAll(Tag, [{ name: "sea" }], { onConflict: ["name"] });
    const created: string[] = [];
    em.on(Tag, "created", ({ entity }) => void created.push(entity.name));
    expect(
      await em.upsertAll(Tag, [{ name: "sea" }, { name: "ice" }], {
        onConflict: ["name"],
        hooks: true,
      }),
    ).toEqual({ inserted: 1, updated: 1, ids: ["t:1", "t:2"] });
    expect(created).toEqual(["ice"]);
  });
});
