import { describe, expect, it } from "vitest";
import { Article } from "../schema/entities/Article.ts";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Critic } from "../schema/entities/Critic.ts";
import { newArticle } from "../schema/entities/factories/newArticle.ts";
import { newCat } from "../schema/entities/factories/newCat.ts";
import { newComment } from "../schema/entities/factories/newComment.ts";
import { newCritic } from "../schema/entities/factories/newCritic.ts";
import { newDocument } from "../schema/entities/factories/newDocument.ts";
import { newDog } from "../schema/entities/factories/newDog.ts";
import { newLabel } from "../schema/entities/factories/newLabel.ts";
import { newLike } from "../schema/entities/factories/newLike.ts";
import { newPublisherGroup } from "../schema/entities/factories/newPublisherGroup.ts";
import { Image } from "../schema/entities/Image.ts";
import { PublisherGroup } from "../schema/entities/PublisherGroup.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

/** Authors 1 to 3, each with a book of its number; books have tags 1; 1 and 2; 2. */
async function givenAuthors(
  more: (em: EntityManager, authors: Author[]) => void = () => undefined,
): Promise<void> {
  const em = database.newEm();
  const authors = ["a1", "a2", "a3"].map((firstName) => em.create(Author, { firstName }));
  const books = authors.map((author, at) => em.create(Book, { title: `b${at + 1}`, author }));
  const [t1, t2] = [em.create(Tag, { name: "t1" }), em.create(Tag, { name: "t2" })];
  for (const [book, tags] of [
    [books[0], [t1]],
    [books[1], [t1, t2]],
    [books[2], [t2]],
  ] as const)
    book!.tags.set(tags);
  more(em, authors);
  await em.flush();
}

function names(entities: ReadonlyArray<object>): string[] {
  return entities.map(String);
}

describe("merge", () => {
  it("R-EM-4/merge R-MERGE-1 points all that leads to the sources at the target, and deletes them", async () => {
    await givenAuthors();
    const em = database.newEm();
    const [a1, a2, a3] = await em.loadAll(Author, ["a:1", "a:2", "a:3"]);
    let changed: unknown[] = [];
    const sent = await database.statements(async () => {
      changed = await em.merge(a1!, [a2!, a3!]);
    });
    expect(sent.filter((text) => text.startsWith("SELECT"))).toHaveLength(3);
    expect(names(changed as object[])).toEqual(["Book:2", "Book:3", "Author:2", "Author:3"]);
    expect([names(await a1!.books.load()), a2!.isDeletedEntity, a1!.isDirtyEntity]).toEqual([
      ["Book:1", "Book:2", "Book:3"],
      true,
      false,
    ]);
    await em.flush();
    expect(await database.query("SELECT author_id FROM books ORDER BY id")).toEqual([
      { author_id: 1 },
      { author_id: 1 },
      { author_id: 1 },
    ]);
    expect(await database.query("SELECT id FROM authors")).toEqual([{ id: 1 }]);
  });

  it("R-MERGE-1 loads in one round trip, whatever the number of sources", async () => {
    await givenAuthors();
    const em = database.newEm();
    const [a1, ...sources] = await em.loadAll(Author, ["a:1", "a:2", "a:3"]);
    expect(await database.roundTrips(() => em.merge(a1!, sources))).toBe(1);
  });

  it("R-MERGE-1 autoDelete: false keeps the sources", async () => {
    await givenAuthors();
    const em = database.newEm();
    const [a1, a2] = await em.loadAll(Author, ["a:1", "a:2"]);
    expect(names(await em.merge(a1!, [a2!], { autoDelete: false }))).toEqual(["Book:2"]);
    await em.flush();
    expect(await database.query("SELECT id FROM authors ORDER BY id")).toEqual([
      { id: 1 },
      { id: 2 },
      { id: 3 },
    ]);
    expect(await a2!.books.load()).toEqual([]);
  });

  it("R-MERGE-1 moves what refers to a source by a polymorphic reference, softly deleted rows too", async () => {
    const given = database.newEm();
    const articles = [newArticle(given, { title: "a1" }), newArticle(given, { title: "a2" })];
    newComment(given, { body: "c1", parent: articles[1]! });
    newComment(given, { body: "c2", parent: articles[1]! });
    newLike(given, { subject: articles[1]! });
    await given.flush();
    await database.query("UPDATE comments SET deleted_at = now() WHERE body = 'c2'");
    const em = database.newEm();
    const [first, second] = await em.find(Article, {}, { orderBy: { title: "ASC" } });
    await em.merge(first!, [second!]);
    await em.flush();
    const rows = await database.query(
      "SELECT (SELECT count(*)::int FROM comments WHERE parent_article_id = a.id) AS comments, (SELECT count(*)::int FROM likes WHERE subject_article_id = a.id) AS likes FROM articles a",
    );
    expect(rows).toEqual([{ comments: 2, likes: 1 }]);
  });

  it("R-MERGE-2 refuses entities of different types", async () => {
    const em = database.newEm();
    const [dog, cat] = [newDog(em), newCat(em)];
    await expect(em.merge(dog as never, [cat as never])).rejects.toMatchObject({
      code: "WRONG_TYPE",
      message: "Cannot merge entities of different types: Dog and Cat",
    });
  });

  it("R-MERGE-3 what both have of a many-to-many is there once", async () => {
    await givenAuthors();
    const em = database.newEm();
    const [t1, t2] = await em.loadAll(Tag, ["t:1", "t:2"]);
    const changed = await em.merge(t1!, [t2!]);
    expect(names(changed)).toEqual(["Book:2", "Book:3", "Tag:2"]);
    await em.flush();
    expect(await database.query("SELECT book_id, tag_id FROM books_to_tags ORDER BY 1, 2")).toEqual(
      [1, 2, 3].map((book_id) => ({ book_id, tag_id: 1 })),
    );
    expect(names(await t1!.books.load())).toEqual(["Book:1", "Book:2", "Book:3"]);
  });

  it("R-MERGE-3 a one-to-one that several have is refused before anything is changed, unless somebody decides", async () => {
    await givenAuthors((em, [a1, a2]) => {
      em.create(Image, { author: a1!, fileName: "i1" });
      em.create(Image, { author: a2!, fileName: "i2" });
    });
    const load = async (): Promise<[EntityManager, Author, Author, Author]> => {
      const em = database.newEm();
      const [a1, a2, a3] = await em.loadAll(Author, ["a:1", "a:2", "a:3"]);
      return [em, a1!, a2!, a3!];
    };
    const [em, a1, a2, a3] = await load();
    await expect(em.merge(a1, [a2])).rejects.toMatchObject({
      code: "MERGE_CONFLICT",
      message:
        'Author:1 and Author:2 both have one at image: merge with { onConflict: "keepTarget" } or "keepSource"',
    });
    expect(em.pendingChanges).toEqual([]);
    await em.merge(a3, [a2]);
    expect(String(await a3.image.load())).toBe("Image:2");
    for (const [onConflict, left] of [
      ["keepTarget", "i1"],
      ["keepSource", "i2"],
    ] as const) {
      const [other, target, source] = await load();
      other.mode = "in-memory-writes";
      await other.merge(target, [source], { onConflict });
      await other.flush();
      const image = await target.image.load();
      expect([
        image?.fileName,
        other.getEntities(Image).filter((each) => each.isDeletedEntity).length,
      ]).toEqual([left, 1]);
    }
    const [third, target, source] = await load();
    await third.merge(target, [source], { onConflict: "keepSource" });
    await third.flush();
    expect(await database.query("SELECT author_id, file_name FROM images")).toEqual([
      { author_id: 1, file_name: "i2" },
    ]);
  });

  it("R-MERGE-3 a one-to-one that is not kept lets go where it can", async () => {
    const given = database.newEm();
    const [d1, d2] = [newDocument(given, { title: "d1" }), newDocument(given, { title: "d2" })];
    newDocument(given, { title: "n1", previous: d1 });
    newDocument(given, { title: "n2", previous: d2 });
    for (const each of given.entities) if ("approve" in each) each.approve("ann");
    await given.flush();
    const em = database.newEm();
    const [first, second] = await em.loadAll(
      (await import("../schema/entities/Document.ts")).Document,
      ["d:1", "d:2"],
    );
    await em.merge(first!, [second!], { onConflict: "keepTarget" });
    await em.flush();
    expect(await database.query("SELECT title, previous_id FROM documents ORDER BY id")).toEqual([
      { title: "d1", previous_id: null },
      { title: "n1", previous_id: 1 },
      { title: "n2", previous_id: null },
    ]);
  });

  it("R-MERGE-5 nobody comes to lead to themselves", async () => {
    await givenAuthors((_, [a1, a2, a3]) => {
      a1!.mentor.set(a2!);
      a2!.mentor.set(a3!);
    });
    const em = database.newEm();
    const [a1, a2, a3] = await em.loadAll(Author, ["a:1", "a:2", "a:3"]);
    await em.merge(a1!, [a2!, a3!]);
    await em.flush();
    expect(await database.query("SELECT id, mentor_id FROM authors")).toEqual([
      { id: 1, mentor_id: null },
    ]);
    const given = database.newEm();
    const [l1, l2, l3] = ["l1", "l2", "l3"].map((name) => newLabel(given, { name }));
    l1!.narrowers.set([l2!, l3!]);
    await given.merge(l1!, [l2!]);
    expect([names(l1!.narrowers.get), l1!.broaders.get]).toEqual([["Label#3"], []]);
  });

  it("R-MERGE-6 refuses what is deleted, foreign, or the target itself, before anything is loaded", async () => {
    await givenAuthors();
    const em = database.newEm();
    const [a1, a2] = await em.loadAll(Author, ["a:1", "a:2"]);
    em.delete(a2!);
    const sent = await database.statements(async () => {
      await expect(em.merge(a1!, [a2!])).rejects.toMatchObject({ code: "DELETED" });
      await expect(em.merge(a1!, [a1!])).rejects.toMatchObject({
        message: "Author:1 cannot be merged into itself",
      });
      await expect(database.newEm().merge(a1!, [])).rejects.toMatchObject({
        code: "FOREIGN_ENTITY",
      });
      expect(await em.merge(a1!, [])).toEqual([]);
    });
    expect(sent).toEqual([]);
  });

  it("R-MERGE-1 works with entities that are not flushed", async () => {
    const em = database.newEm();
    const [a1, a2] = [
      em.create(Author, { firstName: "a1" }),
      em.create(Author, { firstName: "a2" }),
    ];
    em.create(Book, { title: "b", author: a2 });
    await em.merge(a1, [a2]);
    await em.flush();
    expect(
      await database.query(
        "SELECT first_name, title FROM authors a JOIN books b ON b.author_id = a.id",
      ),
    ).toEqual([{ first_name: "a1", title: "b" }]);
  });
});

describe("merging what has large collections", () => {
  /** Groups 1 and 2; critics 1 and 2 are of group 1 and 3 to 5 of group 2; 1, 3 and 4 follow group 2, 1 follows group 1. */
  async function givenGroups(): Promise<void> {
    const em = database.newEm();
    const [g1, g2] = ["g1", "g2"].map((name) => newPublisherGroup(em, { name }));
    const critics = ["c1", "c2", "c3", "c4", "c5"].map((name, at) =>
      newCritic(em, { name, group: at < 2 ? g1 : g2 }),
    );
    g1!.followers.add(critics[0]!);
    for (const at of [0, 2, 3]) g2!.followers.add(critics[at]!);
    await em.flush();
  }

  it("R-MERGE-4 moves them by statements of the flush, locked in the order of all locks", async () => {
    await givenGroups();
    const em = database.newEm();
    const [g1, g2] = await em.loadAll(PublisherGroup, ["pg:1", "pg:2"]);
    expect(await database.statements(() => em.merge(g1!, [g2!]))).toEqual([]);
    const sent = await database.statements(() => em.flush());
    expect(sent.slice(0, -2)).toMatchInlineSnapshot(`
      [
        "SELECT 1 FROM "public"."publisher_groups" WHERE "id" = ANY($1::integer[]) ORDER BY "id" FOR UPDATE",
        "WITH locked AS MATERIALIZED (SELECT 1 FROM "public"."critics" AS t WHERE t."id" = ANY($1::integer[]) OR t."group_id" = ANY($2::integer[]) ORDER BY t."id" FOR NO KEY UPDATE OF t) SELECT count(*) FROM locked",
        "SELECT 1 FROM "public"."followers_to_publisher_groups" AS t JOIN (SELECT "follower_id", "publisher_group_id" FROM "public"."followers_to_publisher_groups" WHERE "publisher_group_id" = ANY($1::integer[])) AS given(c0, c1) ON t."follower_id" = given.c0 AND t."publisher_group_id" = given.c1 ORDER BY t."follower_id", t."publisher_group_id" FOR UPDATE OF t",
        "UPDATE "public"."critics" AS t SET "group_id" = $3::integer, "version" = t."version" + 1, "updated_at" = greatest($4::timestamptz, t."updated_at" + interval '1 microsecond') WHERE t."group_id" = ANY($1::integer[]) AND NOT t."id" = ANY($2::integer[])",
        "INSERT INTO "public"."followers_to_publisher_groups" ("publisher_group_id", "follower_id") SELECT DISTINCT $2::integer, s."follower_id" FROM "public"."followers_to_publisher_groups" AS s WHERE s."publisher_group_id" = ANY($1::integer[]) AND NOT EXISTS (SELECT FROM "public"."followers_to_publisher_groups" AS t WHERE t."publisher_group_id" = $2::integer AND t."follower_id" = s."follower_id") ON CONFLICT ("publisher_group_id", "follower_id") DO NOTHING",
        "DELETE FROM "public"."followers_to_publisher_groups" WHERE "publisher_group_id" = ANY($1::integer[])",
      ]
    `);
    expect(await database.query("SELECT name, group_id, version FROM critics ORDER BY id")).toEqual(
      [1, 1, 2, 2, 2].map((version, at) => ({ name: `c${at + 1}`, group_id: 1, version })),
    );
    expect(
      await database.query(
        "SELECT follower_id, publisher_group_id FROM followers_to_publisher_groups ORDER BY 1",
      ),
    ).toEqual([1, 3, 4].map((follower_id) => ({ follower_id, publisher_group_id: 1 })));
    expect([
      await g1!.critics.count(),
      await database.query("SELECT id FROM publisher_groups"),
    ]).toEqual([5, [{ id: 1 }]]);
  });

  it("R-MERGE-4 members in memory are moved at once, and written by themselves", async () => {
    await givenGroups();
    const em = database.newEm();
    const [g1, g2] = await em.loadAll(PublisherGroup, ["pg:1", "pg:2"]);
    const [c3, c4] = await em.loadAll(Critic, ["critic:3", "critic:4"]);
    c4!.name = "renamed";
    await em.merge(g1!, [g2!]);
    expect([
      c3!.group.id,
      c4!.group.id,
      names(em.pendingChanges.flatMap((each) => ("entity" in each ? [each.entity] : []))),
    ]).toEqual(["pg:1", "pg:1", ["PublisherGroup:2", "Critic:3", "Critic:4"]]);
    // Comes into memory with what the database has, and is moved by the flush.
    const c5 = await em.load(Critic, "critic:5");
    await em.flush();
    expect(await database.query("SELECT name, group_id FROM critics ORDER BY id")).toEqual([
      { name: "c1", group_id: 1 },
      { name: "c2", group_id: 1 },
      { name: "c3", group_id: 1 },
      { name: "renamed", group_id: 1 },
      { name: "c5", group_id: 1 },
    ]);
    expect(c5.group.id).toBe("pg:1");
    c5.name = "still the row that was read";
    await em.flush();
  });

  it("R-MERGE-4 moves them to a new entity, and keeps what was removed away", async () => {
    await givenGroups();
    const em = database.newEm();
    const [g1, g2] = await em.loadAll(PublisherGroup, ["pg:1", "pg:2"]);
    const [c2, c3] = await em.loadAll(Critic, ["critic:2", "critic:3"]);
    g2!.critics.remove(c3!);
    g2!.followers.remove(c3!);
    g2!.followers.add(c2!);
    const made = newPublisherGroup(em, { name: "g3" });
    await em.merge(made as PublisherGroup, [g1!, g2!]);
    await em.flush();
    expect(await database.query("SELECT name, group_id FROM critics ORDER BY id")).toEqual([
      { name: "c1", group_id: 3 },
      { name: "c2", group_id: 3 },
      { name: "c3", group_id: null },
      { name: "c4", group_id: 3 },
      { name: "c5", group_id: 3 },
    ]);
    expect(
      await database.query(
        "SELECT follower_id, publisher_group_id FROM followers_to_publisher_groups ORDER BY 1",
      ),
    ).toEqual([1, 2, 4].map((follower_id) => ({ follower_id, publisher_group_id: 3 })));
  });

  it("R-MERGE-4 a fork moves them as well", async () => {
    await givenGroups();
    const em = database.newEm();
    const [g1, g2] = await em.loadAll(PublisherGroup, ["pg:1", "pg:2"]);
    await em.merge(g1!, [g2!], { autoDelete: false });
    expect(() => em.fork()).toThrow("pending changes");
    const fork = em.fork({ allowPendingChanges: true });
    const sent = await database.statements(() => fork.flush());
    expect(sent.filter((text) => text.startsWith(`UPDATE "public"."critics"`))).toHaveLength(1);
    await em.flush();
    expect(await database.statements(() => em.flush())).toEqual([]);
  });
});
