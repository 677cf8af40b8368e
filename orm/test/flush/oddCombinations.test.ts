// What is rarely done together, in one unit of work.
import { AfterCommitError, OptimisticLockError, UniqueConstraintError } from "kingpost/errors";
import { describe, expect, it } from "vitest";
import { Article } from "../schema/entities/Article.ts";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Cat } from "../schema/entities/Cat.ts";
import { Comment } from "../schema/entities/Comment.ts";
import { Dog } from "../schema/entities/Dog.ts";
import { Keeper } from "../schema/entities/Keeper.ts";
import { Loan } from "../schema/entities/Loan.ts";
import { Part } from "../schema/entities/Part.ts";
import { Reader } from "../schema/entities/Reader.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { TaskOld } from "../schema/entities/TaskOld.ts";
import { Trick } from "../schema/entities/Trick.ts";
import { useTestDatabase } from "../testDatabase.ts";

const db = useTestDatabase();

describe("everything in one flush", () => {
  async function setTheScene(): Promise<void> {
    const em = db.newEm();
    const kim = em.create(Keeper, { name: "Kim" });
    const rex = em.create(Dog, { name: "Rex", breed: "pug", chip: "c1", keeper: kim });
    em.create(Trick, { name: "sit", dogs: [rex] });
    kim.bestDog.set(rex);
    const article = em.create(Article, { title: "A" });
    em.create(Comment, { body: "old", parent: article });
    em.create(Reader, { email: "ann@x.org", name: "Ann" });
    em.create(Tag, { name: "sea" });
    em.create(TaskOld, { name: "t" });
    await em.flush();
  }

  /** Subtypes, m2m, soft delete, polymorphic, version, upsert, findOrCreate, notify. */
  async function doAll(em: ReturnType<typeof db.newEm>): Promise<void> {
    const [rex] = await em.find(Dog, { chip: "c1" }, { populate: ["tricks", "keeper"] });
    const [article] = await em.find(Article, {}, { populate: "comments" });
    const [comment] = article!.comments.get;
    const [ann] = await em.find(Reader, { email: "ann@x.org" });
    const roll = em.create(Trick, { name: "roll" });
    rex!.tricks.remove(rex!.tricks.get[0]!);
    rex!.tricks.add(roll);
    const pup = em.create(Dog, { breed: "mix", name: "Pup", mother: rex!, tricks: [roll] });
    rex!.keeper.get!.bestDog.set(pup);
    rex!.size = 5;
    em.softDelete(rex!);
    const reply = em.create(Comment, { body: "new", parent: comment! });
    comment!.body = "edited";
    em.create(Comment, { body: "re", parent: reply });
    em.delete(ann!);
    em.create(Reader, { email: "ann@x.org", name: "Ann again" });
    await em.upsert(
      Tag,
      { name: "sea", books: [{ title: "B", author: { firstName: "W" } }] },
      { uniqueByMatch: "all" },
    );
    await em.findOrCreate(Tag, { name: "ice" }, {});
    const task = await em.load(TaskOld, "task:1");
    task.oldNote = "note";
    em.touch(task);
    em.notify("odd", () => `pup ${pup.id}`);
  }

  async function state(): Promise<unknown> {
    const [row] = await db.query(`SELECT
      (SELECT json_agg(json_build_array(a.id, a.name, a.version, a.mother_id, a.deleted_at IS NOT NULL, d.size) ORDER BY a.id) FROM animals a JOIN dogs d USING (id)) AS dogs,
      (SELECT json_agg(json_build_array(dog_id, t.name) ORDER BY 1, 2) FROM dogs_to_tricks JOIN tricks t ON t.id = trick_id) AS tricks,
      (SELECT json_agg(json_build_array(body, parent_article_id IS NOT NULL, parent_comment_id) ORDER BY id) FROM comments) AS comments,
      (SELECT json_agg(json_build_array(name, deleted_at IS NOT NULL) ORDER BY id) FROM readers) AS readers,
      (SELECT json_agg(json_build_array(t.name, (SELECT count(*) FROM books_to_tags b WHERE b.tag_id = t.id)) ORDER BY t.name) FROM tags t) AS tags,
      (SELECT best_dog_id FROM keepers) AS best, (SELECT json_build_array(version, old_note) FROM tasks) AS task`);
    return row;
  }

  const after = {
    dogs: [
      [1, "Rex", 2, null, true, 5],
      [2, "Pup", 1, 1, false, null],
    ],
    tricks: [
      [1, "roll"],
      [2, "roll"],
    ],
    comments: [
      ["edited", true, null],
      ["new", false, 1],
      ["re", false, 2],
    ],
    readers: [["Ann again", false]],
    tags: [
      ["ice", 0],
      ["sea", 1],
    ],
    best: 2,
    task: [2, "note"],
  };

  it("R-FLUSH-1 a flush of every kind of change writes it all, once", async () => {
    await setTheScene();
    const em = db.newEm();
    await doAll(em);
    await em.flush();
    expect(await state()).toEqual(after);
    expect(await db.statements(() => em.flush())).toEqual([]);
  });

  it("R-TXN-3 the same in a transaction that is rolled back leaves nothing, and everything is written by the next flush", async () => {
    await setTheScene();
    const before = await state();
    const em = db.newEm();
    await expect(
      em.transaction(async () => {
        await doAll(em);
        await em.flush();
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect(await state()).toEqual(before);
    await em.flush();
    expect(await state()).toEqual(after);
    expect(await db.statements(() => em.flush())).toEqual([]);
  });

  it("R-TXN-4 and in a savepoint that is rolled back within a transaction that goes on", async () => {
    await setTheScene();
    const em = db.newEm();
    await em.transaction(async () => {
      await em
        .transaction(async () => {
          await doAll(em);
          await em.flush();
          throw new Error("no");
        })
        .catch(() => undefined);
    });
    expect(await state()).toEqual(after);
    expect(await db.statements(() => em.flush())).toEqual([]);
  });
});

describe("odd orders", () => {
  it("R-FLUSH-5, R-FLUSH-9 a write from an afterCommit hook of the em is refused, and the em goes on", async () => {
    const em = db.newEm();
    const author = em.create(Author, { firstName: "a" });
    let second: unknown;
    em.afterCommit(async () => {
      if (second !== undefined) return;
      second = "tried";
      author.lastName = "b";
      await em.flush();
    });
    const outcome = await em.flush().then(
      () => "done",
      (error: Error) => [error instanceof AfterCommitError, error.message],
    );
    expect(outcome).toMatchInlineSnapshot(`
      [
        true,
        "Cannot mutate an entity during an em.flush outside of a entity hook or from afterCommit — after everything was committed: do not repeat it",
      ]
    `);
    await em.flush();
    expect([
      (await db.query("SELECT last_name FROM authors"))[0],
      author.lastName,
      author.isDirtyEntity,
    ]).toMatchInlineSnapshot(`
      [
        {
          "last_name": null,
        },
        undefined,
        false,
      ]
    `);
  });

  it("R-WRITE-8 a unique value goes from a deleted row to a new one to another new one within one transaction", async () => {
    const em = db.newEm();
    em.create(Tag, { name: "x" });
    await em.flush();
    await em.transaction(async () => {
      for (let n = 0; n < 3; n++) {
        const [tag] = await em.find(Tag, { name: "x" });
        em.delete(tag!);
        em.create(Tag, { name: "x" });
        await em.flush();
      }
    });
    expect(await db.query("SELECT id, name FROM tags")).toEqual([{ id: 4, name: "x" }]);
  });

  it("R-FOC-1 two ems make the same at once: one of them hears of the unique value, and can go on with what is there", async () => {
    const [one, two] = [db.newEm(), db.newEm()];
    const [a, b] = await Promise.all(
      [one, two].map((em) => em.findOrCreate(Tag, { name: "t" }, {})),
    );
    const results = await Promise.allSettled([one.flush(), two.flush()]);
    const failed = results.findIndex(({ status }) => status === "rejected");
    expect((results[failed] as PromiseRejectedResult).reason).toBeInstanceOf(UniqueConstraintError);
    const [loser, tag] = failed === 0 ? [one, a!] : [two, b!];
    loser.delete(tag);
    const found = await loser.findOrCreate(Tag, { name: "t" }, {});
    expect([found === tag, found.isNewEntity]).toEqual([false, false]);
    expect(await loser.flush()).toEqual([]);
  });

  it("R-M2M-1 parts of parts: a part is a component of itself, of others, and all are deleted together", async () => {
    const em = db.newEm();
    const [a, b] = [em.create(Part, { name: "a" }), em.create(Part, { name: "b" })];
    a.components.add(a);
    a.components.add(b);
    b.components.add(a);
    await em.flush();
    const other = db.newEm();
    const parts = await other.find(
      Part,
      {},
      { populate: { components: {}, assemblies: {} }, orderBy: { name: "ASC" } },
    );
    expect(
      parts.map((part) => [
        part.components.get.map(({ name }) => name).toSorted(),
        part.assemblies.get.map(({ name }) => name).toSorted(),
      ]),
    ).toEqual([
      [
        ["a", "b"],
        ["a", "b"],
      ],
      [["a"], ["a"]],
    ]);
    parts[0]!.components.set([]);
    parts[0]!.components.add(parts[0]!);
    await other.flush();
    other.delete(parts[0]!);
    other.delete(parts[1]!);
    await other.flush();
    expect(await db.query("SELECT FROM parts")).toEqual([]);
  });

  it("R-WRITE-9 a ring of foreign keys is turned around and deleted while it is", async () => {
    const em = db.newEm();
    const [k1, k2] = [em.create(Keeper, { name: "1" }), em.create(Keeper, { name: "2" })];
    const [d1, d2] = [
      em.create(Dog, { name: "1", breed: "x", keeper: k1 }),
      em.create(Dog, { name: "2", breed: "x", keeper: k2 }),
    ];
    k1.bestDog.set(d1);
    k2.bestDog.set(d2);
    d1.mother.set(d2);
    d2.mother.set(d1);
    await em.flush();
    k1.bestDog.set(d2);
    k2.bestDog.set(d1);
    d1.keeper.set(k2);
    d2.keeper.set(k1);
    d1.mother.set(d1);
    await em.flush();
    expect(await db.query("SELECT id, keeper_id, mother_id FROM animals ORDER BY id")).toEqual([
      { id: 1, keeper_id: 2, mother_id: 1 },
      { id: 2, keeper_id: 1, mother_id: 1 },
    ]);
    for (const each of [d1, d2, k1, k2]) em.delete(each, { hard: true });
    await em.flush();
    expect(await db.query("SELECT FROM animals UNION ALL SELECT FROM keepers")).toEqual([]);
  });

  it("R-OPLOCK-3 two ems: one deletes a subtype, the other changes it, links it and soft-deletes its owner", async () => {
    const em = db.newEm();
    em.create(Dog, { name: "r", breed: "x", keeper: em.create(Keeper, { name: "k" }) });
    await em.flush();
    const [one, two] = [db.newEm(), db.newEm()];
    const [mine, yours] = [await one.load(Dog, "an:1"), await two.load(Dog, "an:1", "tricks")];
    one.delete(mine, { hard: true });
    await one.flush();
    yours.size = 3;
    yours.tricks.add(two.create(Trick, { name: "t" }));
    const failure = await two.flush().then(
      () => undefined,
      (error: unknown) => error as OptimisticLockError,
    );
    expect(failure).toBeInstanceOf(OptimisticLockError);
    expect([...failure!.reasons]).toEqual([[yours, "deleted"]]);
    expect(await db.query("SELECT FROM tricks")).toEqual([]);
    two.delete(yours);
    await two.flush().then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(two.entities.length).toBeGreaterThan(0);
  });

  it("R-SOFT-7, R-CASC-1 soft delete, restore and delete of the same entity and its children between flushes of one transaction", async () => {
    const em = db.newEm();
    const reader = em.create(Reader, { email: "a@x", name: "a" });
    const loan = em.create(Loan, { reader, title: "l" });
    await em.flush();
    await em.transaction(async () => {
      em.softDelete(reader);
      await em.flush();
      em.restore(reader, { cascade: true });
      reader.email = "b@x";
      await em.flush();
      em.delete(loan, { hard: true });
      em.delete(reader, { hard: true });
      em.create(Reader, { email: "b@x", name: "c" });
    });
    expect(await db.query("SELECT name, email, deleted_at FROM readers")).toEqual([
      { name: "c", email: "b@x", deleted_at: null },
    ]);
    expect(await db.query("SELECT FROM loans")).toEqual([]);
  });

  it("R-FLUSH-7 a commit that is refused twice, then mended: ids, versions and m2m are written once", async () => {
    const em = db.newEm();
    em.create(Tag, { name: "taken" });
    await em.flush();
    const other = db.newEm();
    const book = other.create(Book, {
      title: "b",
      author: other.create(Author, { firstName: "a" }),
    });
    const tag = other.create(Tag, { name: "taken", books: [book] });
    for (let n = 0; n < 2; n++) await expect(other.flush()).rejects.toThrow(UniqueConstraintError);
    tag.name = "free";
    other.create(Cat, {});
    await other.flush();
    expect(
      await db.query(
        "SELECT b.version, t.name FROM books b JOIN books_to_tags ON book_id = b.id JOIN tags t ON t.id = tag_id",
      ),
    ).toEqual([{ version: 1, name: "free" }]);
  });

  it("R-DEL-2 an entity that is made and deleted before a flush, with all that led to it, is never written", async () => {
    const em = db.newEm();
    const author = em.create(Author, { firstName: "a" });
    const book = em.create(Book, { title: "b", author });
    em.create(Tag, { name: "t", books: [book] });
    author.mentor.set(author);
    em.delete(author);
    em.delete(book);
    await em.flush();
    expect(await db.query("SELECT name FROM tags")).toEqual([{ name: "t" }]);
    expect(await db.query("SELECT FROM authors UNION ALL SELECT FROM books")).toEqual([]);
  });
});
