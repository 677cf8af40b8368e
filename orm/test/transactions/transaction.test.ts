import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

async function given(): Promise<void> {
  const em = database.newEm();
  const author = em.create(Author, { firstName: "a1" });
  const other = em.create(Author, { firstName: "a2" });
  const [t1, t2] = em.createMany(Tag, [{ name: "t1" }, { name: "t2" }]);
  em.create(Book, { title: "b1", author, tags: [t1!] });
  em.create(Book, { title: "b2", author: other, tags: [t2!] });
  await em.flush();
}

const names = (sql: string): Promise<unknown[]> =>
  database.query(sql).then((rows) => rows.map((row) => Object.values(row)[0]));
const no = new RangeError("no");

describe("em.transaction", () => {
  it("R-TXN-1, R-EM-1/txn, R-EM-4/transaction runs reads, SQL and flushes on one client, flushes once more and commits", async () => {
    await given();
    const em = database.newEm();
    const pids: unknown[] = [];
    const inside = async (): Promise<void> => {
      pids.push(...(await em.sql`SELECT pg_backend_pid() AS pid`));
    };
    const roundTrips = await database.roundTrips(async () => {
      const result = await em.transaction(async (txn) => {
        await inside();
        const author = await em.load(Author, "a:1");
        author.firstName = "a1b";
        await em.flush();
        expect(await names("SELECT first_name FROM authors ORDER BY id")).toEqual(["a1", "a2"]);
        expect(await em.find(Author, { firstName: "a1b" })).toEqual([author]);
        pids.push(...(await txn.sql`SELECT pg_backend_pid() AS pid`));
        pids.push(...(await em.txn!.query("SELECT pg_backend_pid() AS pid")).rows);
        em.create(Tag, { id: "t:9", name: "t9" });
        return "done";
      });
      expect(result).toBe("done");
    });
    expect(new Set(pids.map((row) => JSON.stringify(row))).size).toBe(1);
    expect(em.txn).toBe(undefined);
    // SELECT, load, flush, find, two SELECTs, and the last flush with COMMIT.
    expect(roundTrips).toBe(7);
    expect(await names("SELECT first_name FROM authors ORDER BY id")).toEqual(["a1b", "a2"]);
    expect(await names("SELECT name FROM tags ORDER BY id")).toEqual(["t1", "t2", "t9"]);
  });

  it("R-TXN-1 one that rejects is rolled back and rejects with the same error", async () => {
    const em = database.newEm();
    const work = em.transaction(async () => {
      em.create(Tag, { name: "t1" });
      await em.flush();
      throw no;
    });
    await expect(work).rejects.toBe(no);
    expect(await names("SELECT name FROM tags")).toEqual([]);
  });

  it("R-TXN-1 nothing is sent for a transaction in which nothing is done", async () => {
    const em = database.newEm();
    expect(await database.roundTrips(() => em.transaction(() => "nothing"))).toBe(0);
    const load = database.roundTrips(() => em.transaction(() => em.find(Tag, {})));
    expect(await load).toBe(2);
  });

  it("R-TXN-2 a flush inside only writes, and leaves nothing new or dirty", async () => {
    await given();
    const em = database.newEm();
    await em.transaction(async () => {
      const author = await em.load(Author, "a:1");
      author.firstName = "a1b";
      const tag = em.create(Tag, { name: "t3" });
      expect(await em.flush()).toEqual([author, tag]);
      expect([author.isDirtyEntity, tag.isNewEntity, em.pendingChanges]).toEqual([
        false,
        false,
        [],
      ]);
      expect(await names("SELECT name FROM tags ORDER BY id")).toEqual(["t1", "t2"]);
      expect(await em.flush()).toEqual([]);
    });
    expect(await names("SELECT name FROM tags ORDER BY id")).toEqual(["t1", "t2", "t3"]);
  });

  it("R-TXN-3 a rollback makes everything pending again, and the next flush writes it", async () => {
    await given();
    const em = database.newEm();
    const [b1, b2] = await em.loadAll(Book, ["b:1", "b:2"], { tags: {}, author: "books" });
    const [t1, t2] = await em.loadAll(Tag, ["t:1", "t:2"], "books");
    b1!.title = "b1b";
    const before = { lastFlush: em.lastFlush, title: b1!.changes.title.originalValue };
    let made: Author | undefined;
    const work = em.transaction(async () => {
      made = em.create(Author, { firstName: "a3" });
      const book = em.create(Book, { title: "b3", author: made, tags: [t1!] });
      b1!.author.set(made);
      b1!.tags.add(t2!);
      b1!.tags.remove(t1!);
      em.delete(b2!);
      await em.flush();
      expect(em.lastFlush!.created).toEqual([made, book]);
      b1!.title = "b1c";
      made.firstName = "a3b";
      await em.flush();
      throw no;
    });
    await expect(work).rejects.toBe(no);
    const books = (await made!.books.load()).toSorted((a, b) => (a.title < b.title ? -1 : 1));
    const b3 = em.getEntities(Book).at(-1)!;
    const { id } = made!;
    expect({ lastFlush: em.lastFlush, title: b1!.changes.title.originalValue }).toEqual(before);
    expect([made!.isNewEntity, b3.isNewEntity, b1!.isDirtyEntity, b2!.isDeletedEntity]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([
      b1!.title,
      made!.firstName,
      b1!.author.get,
      b1!.tags.get,
      await b3.tags.load(),
    ]).toEqual(["b1c", "a3b", made, [t2], [t1]]);
    expect(b1!.changes.fields).toEqual(["title", "author", "tags"]);
    expect([b1!.changes.tags.added, b1!.changes.tags.removed]).toEqual([[t2], [t1]]);
    expect(await b1!.changes.tags.originalEntities).toEqual([t1]);
    expect([b1!.changes.author.originalValue, books]).toEqual(["a:1", [b1, b3]]);
    expect(em.pendingChanges.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["create", "create", "update", "delete", "m2m", "m2m", "m2m"]),
    );
    await em.flush();
    expect([made!.id, em.pendingChanges]).toEqual([id, []]);
    expect(await names("SELECT first_name FROM authors ORDER BY id")).toEqual(["a1", "a2", "a3b"]);
    expect(await names("SELECT title FROM books ORDER BY id")).toEqual(["b1c", "b3"]);
    expect(
      await database.query(
        "SELECT b.title, t.name FROM books_to_tags j JOIN books b ON b.id = j.book_id JOIN tags t ON t.id = j.tag_id ORDER BY 1",
      ),
    ).toEqual([
      { title: "b1c", name: "t2" },
      { title: "b3", name: "t1" },
    ]);
  });

  it("R-TXN-3 lock tokens are those of before, so that the next flush is no conflict", async () => {
    await given();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    const tokens = (): unknown => [author.updatedAt, author.isDirtyEntity];
    const before = tokens();
    for (const name of ["x", "y"]) {
      const work = em.transaction(async () => {
        author.firstName = name;
        await em.flush();
        author.firstName = `${name}2`;
        await em.flush();
        throw no;
      });
      await expect(work).rejects.toBe(no);
    }
    expect([author.updatedAt, author.firstName]).toEqual([(before as unknown[])[0], "y2"]);
    await em.flush();
    expect(await names("SELECT first_name FROM authors ORDER BY id")).toEqual(["y2", "a2"]);
  });

  it("R-TXN-3 what was set back to its original is not dirty, and what was made and deleted inside is not written", async () => {
    await given();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    const work = em.transaction(async () => {
      author.firstName = "x";
      const tag = em.create(Tag, { name: "t3" });
      await em.flush();
      author.firstName = "a1";
      em.delete(tag);
      await em.flush();
      throw no;
    });
    await expect(work).rejects.toBe(no);
    expect([author.isDirtyEntity, em.pendingChanges]).toEqual([false, []]);
    expect(await database.statements(() => em.flush())).toEqual([]);
  });

  it("R-TXN-4 a nested one that rejects takes back only what it did", async () => {
    await given();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    const roundTrips = await database.roundTrips(async () => {
      await em.transaction(async () => {
        author.firstName = "outer";
        await em.flush();
        const work = em.transaction(async () => {
          author.firstName = "inner";
          em.create(Tag, { id: "t:8", name: "t8" });
          await em.flush();
          throw no;
        });
        await expect(work).rejects.toBe(no);
        expect([author.firstName, author.changes.firstName.originalValue]).toEqual([
          "inner",
          "outer",
        ]);
        await em.transaction(() => {
          author.firstName = "kept";
        });
      });
    });
    // Three flushes, ROLLBACK TO and COMMIT; savepoints leave with what follows them.
    expect(roundTrips).toBe(5);
    expect(await names("SELECT first_name FROM authors ORDER BY id")).toEqual(["kept", "a2"]);
    expect(await names("SELECT name FROM tags ORDER BY id")).toEqual(["t1", "t2", "t8"]);
  });

  it("R-TXN-4 the outer one goes on after a statement of a nested one failed", async () => {
    await given();
    const em = database.newEm();
    await em.transaction(async () => {
      const nested = em.transaction(async () => {
        await em.sql`INSERT INTO tags (id, name, created_at, updated_at) VALUES (1, 'x', now(), now())`;
      });
      await expect(nested).rejects.toMatchObject({ code: "UNIQUE" });
      const swallowed = em.transaction(async () => {
        await em.sql`SELECT 1 / 0`.catch(() => undefined);
      });
      await expect(swallowed).rejects.toMatchObject({ sqlState: "22012" });
      em.create(Tag, { name: "t3" });
    });
    expect(await names("SELECT name FROM tags ORDER BY id")).toEqual(["t1", "t2", "t3"]);
  });

  it("R-TXN-4 what a rollback takes back includes nested ones that were kept", async () => {
    const em = database.newEm();
    const tags: Tag[] = [];
    const work = em.transaction(async () => {
      await em.transaction(() => void tags.push(em.create(Tag, { name: "t1" })));
      await em.transaction(async () => {
        await em.transaction(() => void tags.push(em.create(Tag, { name: "t2" })));
      });
      expect(em.pendingChanges).toEqual([]);
      throw no;
    });
    await expect(work).rejects.toBe(no);
    expect(tags.map(({ isNewEntity }) => isNewEntity)).toEqual([true, true]);
    await em.flush();
    expect(await names("SELECT name FROM tags ORDER BY id")).toEqual(["t1", "t2"]);
  });

  it("R-TXN-4 without a savepoint it is a part of the outer one, and options are for the outermost", async () => {
    const em = database.newEm();
    await em.transaction(async () => {
      const tag = em.create(Tag, { name: "t1" });
      const joined = em.transaction(
        async () => {
          await em.flush();
          throw no;
        },
        { savepoint: false },
      );
      await expect(joined).rejects.toBe(no);
      expect(tag.isNewEntity).toBe(false);
      await expect(em.transaction(() => 1, { isolation: "serializable" })).rejects.toMatchObject({
        code: "TXN_OPTION",
        message:
          "The option isolation is for the outermost transaction: this one is within another, which has begun",
      });
    });
    expect(await names("SELECT name FROM tags")).toEqual(["t1"]);
  });

  it("R-TXN-4 nested ones that are started together take turns", async () => {
    const em = database.newEm();
    await em.transaction(async () => {
      const results = await Promise.allSettled(
        ["t1", "t2", "t3", "t4"].map((name, at) =>
          em.transaction(async () => {
            const tag = em.create(Tag, { name });
            await em.flush();
            if (at % 2 === 0) return;
            em.delete(tag);
            throw no;
          }),
        ),
      );
      expect(results.map(({ status }) => status)).toEqual([
        "fulfilled",
        "rejected",
        "fulfilled",
        "rejected",
      ]);
    });
    expect(await names("SELECT name FROM tags ORDER BY id")).toEqual(["t1", "t3"]);
  });

  it("R-TXN-4 one beside another is refused, and so is one while a flush runs", async () => {
    const em = database.newEm();
    let beside: Promise<unknown> | undefined;
    await em.transaction(async () => {
      await em.find(Tag, {});
      setImmediate(() => undefined);
    });
    const first = em.transaction(() => em.find(Tag, {}));
    beside = em.transaction(() => 1);
    await expect(beside).rejects.toMatchObject({ code: "CONCURRENT_TRANSACTION" });
    await first;
    em.create(Tag, { name: "t1" });
    const flushing = em.flush();
    await expect(em.transaction(() => 1)).rejects.toMatchObject({ code: "CONCURRENT_FLUSH" });
    await flushing;
  });

  it("R-TXN-5 what follows COMMIT runs once, after it, for all flushes, and not after a rollback", async () => {
    const em = database.newEm();
    const seen: unknown[] = [];
    em.afterCommit(async () => {
      seen.push(await names("SELECT name FROM tags ORDER BY id"));
    });
    em.on("flush", ({ created }) => void seen.push(created.map((tag) => (tag as Tag).name)));
    await em.transaction(async () => {
      em.create(Tag, { name: "t1" });
      await em.flush();
      await em.transaction(() => void em.create(Tag, { name: "t2" }));
      em.create(Tag, { name: "t3" });
      expect(seen).toEqual([]);
    });
    expect(seen).toEqual([["t1", "t2", "t3"], ["t1"], ["t2"], ["t3"]]);
    const work = em.transaction(async () => {
      em.create(Tag, { name: "t4" });
      await em.flush();
      throw no;
    });
    await expect(work).rejects.toBe(no);
    expect(seen.length).toBe(4);
  });

  it("R-TXN-6 a find is asked again inside, and what is in memory stays", async () => {
    await given();
    const em = database.newEm();
    const [found] = await em.find(Author, { id: "a:1" });
    found!.firstName = "mine";
    await em.transaction(async () => {
      expect((await database.statements(() => em.find(Author, { id: "a:1" }))).length).toBe(1);
      expect((await database.statements(() => em.load(Author, "a:1"))).length).toBe(0);
      expect(found!.firstName).toBe("mine");
    });
  });

  it("R-TXN-7 a read-only one refuses writes before SQL", async () => {
    await given();
    const em = database.newEm();
    const work = em.transaction(
      async () => {
        (await em.load(Author, "a:1")).firstName = "x";
        const sent = await database.statements(async () => {
          await expect(em.flush()).rejects.toMatchObject({ code: "READ_ONLY" });
        });
        expect(sent).toEqual([]);
        await em.sql`DELETE FROM tags`;
      },
      { readOnly: true },
    );
    await expect(work).rejects.toMatchObject({ code: "READ_ONLY" });
    const read = em.transaction(() => em.sql`SHOW transaction_read_only`, { readOnly: true });
    await expect(read).rejects.toMatchObject({ code: "READ_ONLY" });
    em.clear({ discardChanges: true });
    expect(
      await em.transaction(() => em.sql`SHOW transaction_read_only`, { readOnly: true }),
    ).toEqual([{ transaction_read_only: "on" }]);
  });

  it("R-TXN-8 time-outs are the transaction's own, and have errors of their own", async () => {
    await given();
    const em = database.newEm();
    await expect(
      em.transaction(() => em.sql`SELECT pg_sleep(5)`, { statementTimeout: 20 }),
    ).rejects.toMatchObject({ code: "STATEMENT_TIMEOUT" });
    const holder = database.newEm();
    await holder.transaction(async () => {
      await holder.sql`SELECT 1 FROM tags WHERE id = 1 FOR UPDATE`;
      await expect(
        em.transaction(() => em.sql`UPDATE tags SET name = 'x' WHERE id = 1`, { lockTimeout: 20 }),
      ).rejects.toMatchObject({ code: "LOCK_TIMEOUT" });
    });
    const idle = em.transaction(
      async () => {
        await em.find(Tag, {});
        await new Promise((resolve) => {
          setTimeout(resolve, 200);
        });
        await em.sql`SELECT 1`;
      },
      { idleTimeout: 20 },
    );
    await expect(idle).rejects.toMatchObject({ code: "CONNECTION" });
    const settings = await em.sql`SELECT current_setting('statement_timeout') AS statement,
      current_setting('lock_timeout') AS lock, current_setting('idle_in_transaction_session_timeout') AS idle`;
    expect(settings).toEqual([{ statement: "0", lock: "0", idle: "0" }]);
    await expect(em.transaction(() => 1, { lockTimeout: -1 })).rejects.toMatchObject({
      code: "TXN_OPTION",
    });
  });

  it("R-TXN-12 its client is of no use once it is over", async () => {
    const em = database.newEm();
    const kept = await em.transaction((txn) => txn);
    await expect(kept.sql`SELECT 1`).rejects.toMatchObject({ code: "TXN_CLOSED" });
    await expect(kept.query("SELECT 1")).rejects.toMatchObject({ code: "TXN_CLOSED" });
  });

  it("R-TXN-14, R-EM-4/beforeBegin hooks run in order at its borders, and one that fails before COMMIT rolls back", async () => {
    const em = database.newEm();
    const seen: unknown[] = [];
    em.beforeBegin(() => void seen.push("beforeBegin", em.txn));
    em.afterBegin(async (own, txn) => {
      seen.push("afterBegin", ...(await txn.sql`SELECT 1 AS one`));
      expect(own).toBe(em);
    });
    em.beforeCommit(() => void seen.push("beforeCommit"));
    em.afterCommit(() => void seen.push("afterCommit"));
    const all = ["beforeBegin", undefined, "afterBegin", { one: 1 }, "beforeCommit", "afterCommit"];
    em.create(Tag, { name: "t1" });
    await em.flush();
    expect(seen.splice(0)).toEqual(all);
    await em.transaction(() => {
      em.create(Tag, { name: "t2" });
    });
    expect(seen.splice(0)).toEqual(all);
    em.beforeCommit(() => Promise.reject(no));
    const tag = em.create(Tag, { name: "t3" });
    const work = em.transaction(() => seen.push("work"));
    await expect(work).rejects.toBe(no);
    expect([tag.isNewEntity, seen]).toEqual([
      true,
      ["beforeBegin", undefined, "afterBegin", { one: 1 }, "work", "beforeCommit"],
    ]);
    expect(await names("SELECT name FROM tags")).toEqual(["t1", "t2"]);
  });
});
