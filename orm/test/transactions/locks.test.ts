import { describe, expect, it } from "vitest";
import { Animal } from "../schema/entities/Animal.ts";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Dog } from "../schema/entities/Dog.ts";
import { Mammal } from "../schema/entities/Mammal.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

async function given(): Promise<void> {
  const em = database.newEm();
  const [a1] = ["a1", "a2", "a3"].map((firstName) => em.create(Author, { firstName }));
  em.create(Book, { title: "b1", author: a1! });
  await em.flush();
}

/** What `work` sends, each statement with its locking clause only. */
async function locksOf(work: () => Promise<unknown>): Promise<string[]> {
  const texts = await database.statements(work);
  return texts.map((text) =>
    (/ORDER BY .*/.exec(text)?.[0] ?? text)
      .replaceAll('"', "")
      .replace(/AS t\((c\d+, )+/, "AS t(…, "),
  );
}

/** Runs `work` while another session has the first author locked. */
async function whileLocked(work: (em: EntityManager) => Promise<unknown>): Promise<void> {
  const holder = database.newEm();
  await holder.transaction(async () => {
    await holder.sql`SELECT 1 FROM authors WHERE id = 1 FOR UPDATE`;
    await work(database.newEm());
  });
}

describe("locks", () => {
  it("R-LOCK-1, R-EM-4/load modes and waits are clauses of the find, which is asked by itself", async () => {
    await given();
    const em = database.newEm();
    const statements = await locksOf(() =>
      em.transaction(async () => {
        const where = { firstName: "a1" };
        await em.find(Author, where);
        await Promise.all([
          em.find(Author, where, { lock: "forUpdate" }),
          em.find(Author, where, { lock: "forUpdate" }),
          em.findOne(Author, where, { lock: { mode: "forNoKeyUpdate", wait: "nowait" } }),
          em.findOneOrFail(Author, where, { lock: { mode: "forShare", wait: "skipLocked" } }),
          em.findByUnique(Author, { id: "a:1" }, { lock: "forKeyShare" }),
        ]);
        await em.load(Author, "a:1", [], { lock: "forNoKeyUpdate" });
      }),
    );
    expect(statements.slice(1)).toEqual([
      "ORDER BY a.id ASC FOR UPDATE OF a",
      "ORDER BY a.id ASC FOR UPDATE OF a",
      "ORDER BY a.id ASC LIMIT $2::bigint FOR NO KEY UPDATE OF a NOWAIT",
      "ORDER BY a.id ASC LIMIT $2::bigint FOR SHARE OF a SKIP LOCKED",
      "ORDER BY a.id ASC FOR KEY SHARE OF a",
      "ORDER BY t.id FOR NO KEY UPDATE OF t",
    ]);
  });

  it("R-LOCK-1 what is no lock is refused", async () => {
    await given();
    const em = database.newEm();
    const wrong = (lock: unknown) => () => em.find(Author, {}, { lock } as never);
    for (const [lock, message] of [
      ["for update; drop table authors", /Author.*lock\.mode.*is none of forUpdate/],
      [
        { mode: "forUpdate", wait: "no" },
        /Author.*lock\.wait.*is none of wait, nowait, skipLocked/,
      ],
      ["constructor", /Author.*lock\.mode/],
    ] as const)
      await expect(em.transaction(wrong(lock))).rejects.toMatchObject({
        code: "INVALID_FILTER",
        message: expect.stringMatching(message),
      });
  });

  it("R-LOCK-2 outside a transaction there is nothing to lock in, and in a read-only one nothing may be", async () => {
    await given();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    const attempts = [
      () => em.find(Author, {}, { lock: "forUpdate" }),
      () => em.load(Author, "a:1", [], { lock: "forShare" }),
      () => em.lock(author, { mode: "forUpdate" }),
      () => em.advisoryLock("x"),
    ];
    for (const attempt of attempts) {
      await expect(attempt()).rejects.toMatchObject({ code: "TXN_REQUIRED" });
      await expect(em.transaction<unknown>(attempt, { readOnly: true })).rejects.toMatchObject({
        code: "READ_ONLY",
      });
    }
  });

  it("R-LOCK-2 locks are taken in the order of keys, whatever the order of the answer", async () => {
    await given();
    const em = database.newEm();
    let found: Author[] = [];
    const statements = await locksOf(() =>
      em.transaction(async () => {
        found = await em.find(
          Author,
          {},
          { orderBy: { firstName: "DESC" }, lock: "forNoKeyUpdate" },
        );
        await em.lock([found[0]!, found[2]!, found[1]!], { mode: "forUpdate" });
      }),
    );
    expect(found.map(({ firstName }) => firstName)).toEqual(["a3", "a2", "a1"]);
    expect(statements).toEqual([
      "ORDER BY a.id ASC FOR NO KEY UPDATE OF a) AS t(…, o0, o1) ORDER BY t.o0 DESC, t.o1 ASC",
      "ORDER BY t.id FOR UPDATE OF t",
    ]);
  });

  it("R-LOCK-2 all types of a hierarchy lock the row that all of them have", async () => {
    const [keeper, em] = [database.newEm(), database.newEm()];
    keeper.create(Dog, { name: "d", breed: "pug" });
    await keeper.flush();
    const [dog] = await em.find(Dog, {});
    const attempt = (work: () => Promise<unknown>): Promise<unknown> =>
      em.transaction(work).catch(({ code }: { code: string }) => code);
    const lock = { mode: "forUpdate", wait: "nowait" } as const;
    await keeper.transaction(async () => {
      await keeper.sql`SELECT 1 FROM animals FOR UPDATE`;
      expect([
        await attempt(() => em.find(Dog, {}, { lock })),
        await attempt(() => em.find(Animal, {}, { lock })),
        await attempt(() => em.load(Mammal, dog!.id, [], { lock })),
        await attempt(() => em.lock(dog!, lock)),
      ]).toEqual(Array.from({ length: 4 }, () => "LOCK_NOT_AVAILABLE"));
    });
    expect(await attempt(() => em.find(Animal, {}, { lock }))).toEqual([dog]);
  });

  it("R-LOCK-3 a locked read has the values of now, and keeps what was changed as a change to them", async () => {
    await given();
    const em = database.newEm();
    const author = await em.load(Author, "a:1", "books");
    author.lastName = "mine";
    await database.query(
      "UPDATE authors SET first_name = 'x', last_name = 'y', version = version + 1",
    );
    await em.transaction(async () => {
      const sent = await database.statements(() =>
        em.load(Author, "a:1", [], { lock: "forNoKeyUpdate" }),
      );
      expect(sent.length).toBe(1);
      expect([author.firstName, author.lastName, author.changes.lastName.originalValue]).toEqual([
        "x",
        "mine",
        "y",
      ]);
    });
    expect(await database.query("SELECT first_name, last_name FROM authors WHERE id = 1")).toEqual([
      { first_name: "x", last_name: "mine" },
    ]);
    await database.query("UPDATE authors SET first_name = 'z', version = version + 1");
    await em.transaction(async () => {
      expect(await em.lock(author, { mode: "forUpdate" })).toEqual([author]);
      expect(author.firstName).toBe("z");
      const [again] = await em.find(
        Author,
        { id: "a:1" },
        { lock: "forUpdate", populate: "books" },
      );
      expect(again!.books.get.map(({ title }) => title)).toEqual(["b1"]);
    });
  });

  it("R-LOCK-1, R-LOCK-4 skips what others have locked, or is refused, and with a savepoint goes on", async () => {
    await given();
    await whileLocked(async (em) => {
      await em.transaction(async () => {
        const wait = "skipLocked";
        const [next] = await em.find(Author, {}, { limit: 1, lock: { mode: "forUpdate", wait } });
        expect(next!.firstName).toBe("a2");
        const all = await em.find(Author, {});
        expect(await em.lock(all, { mode: "forUpdate", wait })).toEqual(all.slice(1));
        const nowait = { mode: "forUpdate", wait: "nowait", savepoint: true } as const;
        await expect(em.lock(all, nowait)).rejects.toMatchObject({ code: "LOCK_NOT_AVAILABLE" });
        expect((await em.sql`SELECT 1 AS one`)[0]).toEqual({ one: 1 });
      });
      const aborted = em.transaction(async () => {
        const lock = { mode: "forUpdate", wait: "nowait" } as const;
        await em.find(Author, {}, { lock }).catch(() => undefined);
        await em.sql`SELECT 1`;
      });
      await expect(aborted).rejects.toMatchObject({ code: "LOCK_NOT_AVAILABLE" });
    });
  });

  it("R-LOCK-4 what is gone cannot be locked, nor what is not there yet", async () => {
    await given();
    const em = database.newEm();
    const author = await em.load(Author, "a:3");
    await database.query("DELETE FROM authors WHERE id = 3");
    const lock = (entity: Author | Tag) => () => em.lock(entity, { mode: "forUpdate" });
    await expect(em.transaction(lock(author))).rejects.toMatchObject({
      code: "NOT_FOUND",
      ids: ["a:3"],
    });
    const tag = em.create(Tag, { name: "t1" });
    await expect(em.transaction(lock(tag))).rejects.toMatchObject({ code: "NEW_ENTITY" });
  });

  it("R-LOCK-5 advisory locks exclude by name or number until the transaction ends", async () => {
    const [em, other] = [database.newEm(), database.newEm()];
    const attempt = (key: string | bigint, shared = false): Promise<unknown> =>
      other
        .transaction(() => other.advisoryLock(key, { shared, wait: "nowait" }))
        .then(
          () => "had",
          ({ code }: { code: string }) => code,
        );
    await em.transaction(async () => {
      await em.advisoryLock("a name");
      await em.advisoryLock(42n);
      await em.advisoryLock("shared", { shared: true });
      expect(await attempt("a name")).toBe("LOCK_NOT_AVAILABLE");
      expect(await attempt(42n)).toBe("LOCK_NOT_AVAILABLE");
      expect(await attempt("another")).toBe("had");
      expect(await attempt("shared")).toBe("LOCK_NOT_AVAILABLE");
      expect(await attempt("shared", true)).toBe("had");
    });
    expect([await attempt("a name"), await attempt(42n)]).toEqual(["had", "had"]);
  });

  it("R-LOCK-2 writers that lock what they read lose no update", async () => {
    await given();
    const work = async (): Promise<void> => {
      const em = database.newEm();
      for (let at = 0; at < 10; at++)
        await em.transaction(async () => {
          const authors = await em.find(
            Author,
            {},
            { orderBy: { firstName: at % 2 === 0 ? "ASC" : "DESC" }, lock: "forNoKeyUpdate" },
          );
          for (const author of authors) author.age = (author.age ?? 0) + 1;
        });
    };
    await Promise.all([work(), work(), work(), work()]);
    expect(await database.query("SELECT DISTINCT age FROM authors")).toEqual([{ age: 40 }]);
  });
});
