import type { TransactionClient } from "kingpost";
import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

describe("what the application runs at the borders of a transaction", () => {
  it("R-TXN-14 a flush with something to do before COMMIT takes exactly one more round trip", async () => {
    const plain = database.newEm();
    plain.create(Tag, { id: "t:1", name: "t1" });
    expect(await database.roundTrips(() => plain.flush())).toBe(1);
    const em = database.newEm();
    em.create(Tag, { id: "t:2", name: "t2" });
    const seen: unknown[] = [];
    em.beforeCommit(() => void seen.push("first"));
    em.beforeCommit(() => void seen.push("second"));
    expect(await database.roundTrips(() => em.flush())).toBe(2);
    expect(seen).toEqual(["first", "second"]);
  });

  it("R-TXN-14 reads and SQL before COMMIT see what was written, and nobody else does", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "a1" });
    const seen: unknown[] = [];
    em.beforeCommit(async (own, txn) => {
      seen.push(await own.find(Author, { firstName: "a1" }));
      seen.push(await own.sql`SELECT first_name FROM authors`);
      seen.push(await txn.sql`SELECT first_name FROM authors WHERE id = ${author.idUntagged}`);
      seen.push(await txn.query("SELECT first_name FROM authors WHERE id = $1", [1]));
      seen.push(await database.query("SELECT first_name FROM authors"));
    });
    await em.flush();
    const rows = [{ first_name: "a1" }];
    expect(seen).toEqual([[author], rows, rows, { rows, rowCount: 1 }, []]);
    expect(await database.query("SELECT first_name FROM authors")).toEqual(rows);
  });

  it("R-TXN-14 what is thrown before COMMIT rolls everything back and leaves it pending", async () => {
    const em = database.newEm();
    const tag = em.create(Tag, { name: "t1" });
    let isRefused = true;
    em.beforeCommit(() => {
      if (isRefused) throw new RangeError("no");
    });
    await expect(em.flush()).rejects.toThrow(new RangeError("no"));
    expect([tag.isNewEntity, em.lastFlush]).toEqual([true, undefined]);
    expect(await database.query("SELECT name FROM tags")).toEqual([]);
    isRefused = false;
    expect(await em.flush()).toEqual([tag]);
    expect(await database.query("SELECT name FROM tags")).toEqual([{ name: "t1" }]);
  });

  it("R-FLUSH-7 join rows that were read before a rollback are pending all the same", async () => {
    const first = database.newEm();
    const author = first.create(Author, { firstName: "a1" });
    first.create(Book, { title: "b1", author });
    first.create(Tag, { name: "t1" });
    await first.flush();
    const em = database.newEm();
    const [book, tag] = await Promise.all([em.load(Book, "b:1"), em.load(Tag, "t:1")]);
    book.tags.add(tag);
    let isRefused = true;
    em.beforeCommit(async () => {
      expect(await book.tags.load()).toEqual([tag]);
      expect(await tag.books.load()).toEqual([book]);
      if (isRefused) throw new RangeError("no");
    });
    await expect(em.flush()).rejects.toThrow(new RangeError("no"));
    book.tags.remove(tag);
    book.tags.add(tag);
    isRefused = false;
    await em.flush();
    expect(await database.query("SELECT book_id, tag_id FROM books_to_tags")).toEqual([
      { book_id: 1, tag_id: 1 },
    ]);
  });

  it("R-FLUSH-9 what is thrown after COMMIT is told, and the writes stand", async () => {
    const em = database.newEm();
    const tag = em.create(Tag, { name: "t1" });
    const seen: unknown[] = [];
    em.afterCommit((own) => {
      seen.push(tag.isNewEntity, own.lastFlush?.created);
      throw new RangeError("first");
    });
    em.afterCommit(() => Promise.reject(new RangeError("second")));
    const error: unknown = await em.flush().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: "AFTER_COMMIT",
      message: "first; second — after everything was committed: do not repeat it",
      errors: [new RangeError("first"), new RangeError("second")],
    });
    expect(seen).toEqual([false, [tag]]);
    expect([tag.isNewEntity, await em.flush()]).toEqual([false, []]);
    expect(await database.query("SELECT name FROM tags")).toEqual([{ name: "t1" }]);
  });

  it("R-FLUSH-5 nothing can be changed or flushed after COMMIT, before the flush has ended", async () => {
    const em = database.newEm();
    const tag = em.create(Tag, { name: "t1" });
    const codes: unknown[] = [];
    em.afterCommit(async (own) => {
      codes.push(await own.flush().catch(({ code }: { code: string }) => code));
      try {
        tag.name = "t2";
      } catch (error) {
        codes.push((error as { code: string }).code);
      }
    });
    await em.flush();
    expect(codes).toEqual(["CONCURRENT_FLUSH", "WRITE_DURING_FLUSH"]);
  });

  it("R-TXN-12 the client of a transaction is of no use after it", async () => {
    const em = database.newEm();
    em.create(Tag, { name: "t1" });
    let kept: TransactionClient | undefined;
    let last: unknown;
    em.beforeCommit((_, txn) => void (kept = txn));
    em.afterCommit(async (_, txn) => {
      last = await txn.sql`SELECT 1`.catch(({ code }: { code: string }) => code);
    });
    await em.flush();
    await expect(kept!.query("SELECT 1")).rejects.toMatchObject({ code: "TXN_CLOSED" });
    expect(last).toBe("TXN_CLOSED");
  });

  it("R-EM-2 an em made from another one takes over its hooks, and is what they are given", async () => {
    const first = database.newEm();
    const seen: unknown[] = [];
    first.beforeCommit((em) => void seen.push(em));
    const second = new EntityManager({}, { em: first });
    second.beforeCommit(() => void seen.push("only the second"));
    for (const em of [first, second]) {
      em.create(Tag, { name: `t${seen.length}` });
      await em.flush();
    }
    expect(seen).toEqual([first, second, "only the second"]);
  });
});
