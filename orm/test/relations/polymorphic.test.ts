import { describe, expect, it } from "vitest";
import { Article } from "../schema/entities/Article.ts";
import {
  type CommentParent,
  getCommentParentConstructors,
  isCommentParent,
} from "../schema/entities/codegen/CommentCodegen.ts";
import { Comment } from "../schema/entities/Comment.ts";
import { Label } from "../schema/entities/Label.ts";
import { Like } from "../schema/entities/Like.ts";
import { Pin } from "../schema/entities/Pin.ts";
import { Topic } from "../schema/entities/Topic.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

const ids = {
  first: "ar:00000000-0000-4000-8000-000000000001",
  second: "ar:00000000-0000-4000-8000-000000000002",
} as const;

/** Two articles and a topic; c1 and c2 on the first article, c3 on the topic, c4 on c3. */
async function givenComments(): Promise<void> {
  const em = database.newEm();
  const a1 = em.create(Article, { id: ids.first, title: "a1" });
  em.create(Article, { id: ids.second, title: "a2" });
  const t1 = em.create(Topic, { id: "t1", name: "t1" });
  em.create(Comment, { body: "c1", parent: a1 });
  em.create(Comment, { body: "c2", parent: a1 });
  const c3 = em.create(Comment, { body: "c3", parent: t1 });
  em.create(Comment, { body: "c4", parent: c3 });
  await em.flush();
}

const bodies = (comments: ReadonlyArray<Comment>): string[] => comments.map(({ body }) => body);

const rows = (): Promise<Array<Record<string, unknown>>> =>
  database.query(
    "SELECT id, right(parent_article_id::text, 1) AS article, parent_topic_id AS topic, parent_comment_id AS comment FROM comments ORDER BY id",
  );

describe("a polymorphic reference", () => {
  it("R-POLY-1 comes with the classes that it may lead to, and a question for them", async () => {
    const em = database.newEm();
    expect(getCommentParentConstructors()).toEqual([Article, Topic, Comment]);
    const article: CommentParent = em.create(Article, { title: "a" });
    const label = em.create(Label, { name: "l" });
    expect([article, label, undefined, {}].map(isCommentParent)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it("R-POLY-2 is written to the one column of its type", async () => {
    await givenComments();
    expect(await rows()).toEqual([
      { id: 1, article: "1", topic: null, comment: null },
      { id: 2, article: "1", topic: null, comment: null },
      { id: 3, article: null, topic: "t1", comment: null },
      { id: 4, article: null, topic: null, comment: 3 },
    ]);
  });

  it("R-POLY-2 set to another type sets that column and unsets the other", async () => {
    await givenComments();
    const em = database.newEm();
    const [c1, t1] = [await em.load(Comment, "cm:1"), await em.load(Topic, "to:t1")];
    c1.parent.set(t1);
    expect([c1.parent.id, c1.parent.hasBeenSet, c1.isDirtyEntity]).toEqual(["to:t1", true, true]);
    const statements = await database.statements(() => em.flush());
    expect(statements.filter((text) => text.includes('UPDATE "public"."comments"'))).toEqual([
      'WITH given AS (SELECT $1::integer AS id, $2::integer AS token, $3::uuid AS c0, $4::text AS c1), written AS (UPDATE "public"."comments" AS t SET "parent_article_id" = given.c0, "parent_topic_id" = given.c1, "version" = t."version" + 1, "updated_at" = greatest($5::timestamptz, t."updated_at" + interval \'1 microsecond\') FROM given WHERE t."id" = $1::integer AND t."id" = given.id AND t."version" = given.token RETURNING t."id" AS id, t."version", t."updated_at", given.token + 1 AS expected) SELECT written.*, CASE WHEN stale.rows IS NOT NULL THEN (\'kingpost:oplock comments \' || stale.rows)::integer END FROM (SELECT json_agg(json_build_array(given.id::text, CASE WHEN EXISTS (SELECT FROM "public"."comments" AS t WHERE t."id" = given.id) THEN \'changed\' ELSE \'deleted\' END) ORDER BY given.id)::text AS rows FROM given WHERE NOT EXISTS (SELECT FROM written WHERE written.id = given.id)) AS stale LEFT JOIN written ON written."version" <> written.expected OR written."updated_at" IS DISTINCT FROM $5::timestamptz',
    ]);
    expect((await rows())[0]).toEqual({ id: 1, article: null, topic: "t1", comment: null });
    expect(em.lastFlush?.updated).toEqual([
      { entity: c1, fields: { parent: { from: ids.first, to: "to:t1" } } },
    ]);
    c1.parent.id = ids.first;
    expect(c1.changes.fields).toEqual(["parent"]);
    expect([c1.changes.parent.hasUpdated, c1.changes.parent.originalValue]).toEqual([
      true,
      "to:t1",
    ]);
    expect(await c1.changes.parent.originalEntity).toBe(t1);
    c1.parent.id = "to:t1";
    expect(c1.changes.fields).toEqual([]);
    expect(c1.isDirtyEntity).toBe(false);
  });

  it("R-POLY-2 has the members of a many-to-one, and always a tagged id", async () => {
    await givenComments();
    const em = database.newEm();
    const c3 = await em.load(Comment, "cm:3");
    const { parent } = c3;
    expect({
      id: parent.id,
      idIfSet: parent.idIfSet,
      idMaybe: parent.idMaybe,
      idTagged: parent.idTagged,
      idTaggedMaybe: parent.idTaggedMaybe,
      idUntagged: parent.idUntagged,
      idUntaggedIfSet: parent.idUntaggedIfSet,
      isSet: parent.isSet,
      isLoaded: parent.isLoaded,
      hasBeenSet: parent.hasBeenSet,
      fieldName: parent.fieldName,
      entity: parent.entity,
    }).toEqual({
      id: "to:t1",
      idIfSet: "to:t1",
      idMaybe: "to:t1",
      idTagged: "to:t1",
      idTaggedMaybe: "to:t1",
      idUntagged: "t1",
      idUntaggedIfSet: "t1",
      isSet: true,
      isLoaded: false,
      hasBeenSet: false,
      fieldName: "parent",
      entity: c3,
    });
    expect(() => (parent as unknown as { get: unknown }).get).toThrow(
      "Comment:3.parent was not loaded",
    );
    const topic = await parent.load();
    expect([topic, parent.isLoaded]).toEqual([await em.load(Topic, "to:t1"), true]);
  });

  it("R-POLY-2 says what is wrong with a reference that is unset, or that leads to a new entity", async () => {
    const em = database.newEm();
    const like = em.create(Like, {});
    const { subject } = like;
    expect([subject.get, subject.idMaybe, subject.idIfSet, subject.idUntaggedIfSet]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect([subject.isSet, subject.isLoaded, subject.idTaggedMaybe]).toEqual([
      false,
      true,
      undefined,
    ]);
    expect(() => subject.id).toThrow("Reference Like#1.subject is unset");
    expect(() => subject.idTagged).toThrow("Reference Like#1.subject is unset");
    expect(() => subject.idUntagged).toThrow("Reference Like#1.subject is unset");
    subject.set(em.create(Article, { title: "new" }));
    expect(() => subject.id).toThrow("Reference Like#1.subject is assigned to a new entity");
    expect([subject.isSet, subject.idMaybe]).toEqual([true, undefined]);
  });

  it("R-POLY-2 a nullable one may be unset, a required one fails its rule", async () => {
    await givenComments();
    const em = database.newEm();
    const like = em.create(Like, { subject: ids.first });
    await em.flush();
    like.subject.set(undefined);
    await em.flush();
    expect(await database.query("SELECT subject_article_id AS subject FROM likes")).toEqual([
      { subject: null },
    ]);
    const c1 = await em.load(Comment, "cm:1");
    c1.set({ parent: undefined as never });
    await expect(em.flush()).rejects.toThrow("Comment:1 parent is required");
  });

  it("R-POLY-2 a required one whose target is deleted fails its rule", async () => {
    await givenComments();
    const em = database.newEm();
    const c4 = await em.load(Comment, "cm:4", "parent");
    em.delete(c4.parent.get);
    expect([c4.parent.get, c4.parent.getWithDeleted]).toEqual([
      undefined,
      await em.load(Comment, "cm:4").then(() => em.getEntity("cm:3")),
    ]);
    await expect(em.flush()).rejects.toThrow("Comment:4 parent is required");
  });

  it("R-POLY-4 a row with several columns set reads the first in the order of the table", async () => {
    await givenComments();
    await database.query("ALTER TABLE likes DROP CONSTRAINT likes_subject");
    await database.query(
      "INSERT INTO likes (subject_article_id, subject_comment_id, created_at, updated_at) VALUES ($1, 1, now(), now())",
      [ids.first.slice(3)],
    );
    const [like] = await database.newEm().find(Like, {}, { populate: "subject" });
    expect(like?.subject.get).toBeInstanceOf(Article);
  });

  it("R-POLY-5 an id must say whose it is", async () => {
    await givenComments();
    const em = database.newEm();
    const c1 = await em.load(Comment, "cm:1");
    for (const id of ["t1", "7", "lb:1", ""])
      expect(() => {
        c1.parent.id = id;
      }).toThrow(`Invalid tagged id, expected tag ar or to or cm, got ${id === "" ? '""' : id}`);
    expect(() => em.create(Comment, { body: "x", parent: "lb:1" })).toThrow(
      "Invalid tagged id, expected tag ar or to or cm, got lb:1",
    );
  });

  it("R-REL-10 refuses entities of other types, of another em, and deleted ones", async () => {
    await givenComments();
    const em = database.newEm();
    const c1 = await em.load(Comment, "cm:1");
    const label = em.create(Label, { name: "l" });
    expect(() => c1.parent.set(label as never)).toThrow(
      "Label#1 cannot be set as 'parent' on Comment:1",
    );
    const foreign = await database.newEm().load(Topic, "to:t1");
    expect(() => c1.parent.set(foreign)).toThrow(
      "Topic:t1 belongs to another EntityManager than Comment:1",
    );
    const topic = await em.load(Topic, "to:t1");
    em.delete(topic);
    expect(() => c1.parent.set(topic)).toThrow("Topic:t1 is marked as deleted");
  });

  it("is no way around its parts: they are no members", async () => {
    await givenComments();
    const em = database.newEm();
    const c1 = await em.load(Comment, "cm:1");
    expect(() => c1.set({ parentTopic: "to:t1" } as never)).toThrow("parentTopic");
    await expect(em.populate(c1, "parentTopic" as never)).rejects.toThrow(
      "Invalid load hint 'parentTopic' on Comment:1",
    );
  });
});

describe("both sides of a polymorphic reference", () => {
  it("R-POLY-6 each type has the collection that leads back", async () => {
    await givenComments();
    const em = database.newEm();
    const [a1] = await em.find(Article, { title: "a1" }, { populate: "comments" });
    const t1 = await em.load(Topic, "to:t1", { comments: "replies" });
    expect(bodies(a1!.comments.get)).toEqual(["c1", "c2"]);
    expect(bodies(t1.comments.get)).toEqual(["c3"]);
    expect(t1.comments.get.map(({ replies }) => bodies(replies.get))).toEqual([["c4"]]);
  });

  it("R-REL-2 a change shows on all loaded sides at once, whichever type it leads to", async () => {
    await givenComments();
    const em = database.newEm();
    const a1 = await em.load(Article, ids.first, "comments");
    const t1 = await em.load(Topic, "to:t1", "comments");
    const [c1] = a1.comments.get;
    c1!.parent.set(t1);
    expect([bodies(a1.comments.get), bodies(t1.comments.get)]).toEqual([["c2"], ["c1", "c3"]]);
    a1.comments.add(c1!);
    expect([bodies(a1.comments.get), bodies(t1.comments.get)]).toEqual([["c1", "c2"], ["c3"]]);
    expect(c1!.parent.id).toBe(ids.first);
    expect(c1!.isDirtyEntity).toBe(false);
    t1.comments.set([c1!, ...t1.comments.get]);
    await em.flush();
    expect((await rows())[0]).toEqual({ id: 1, article: null, topic: "t1", comment: null });
  });

  it("R-REL-2 sides that load after the change show it", async () => {
    await givenComments();
    const em = database.newEm();
    const c1 = await em.load(Comment, "cm:1");
    c1.parent.id = "to:t1";
    const [a1, t1] = [
      await em.load(Article, ids.first, "comments"),
      await em.load(Topic, "to:t1", "comments"),
    ];
    expect([bodies(a1.comments.get), bodies(t1.comments.get)]).toEqual([["c2"], ["c1", "c3"]]);
  });

  it("R-POLY-6 a unique column makes the side that leads back a one-to-one", async () => {
    const em = database.newEm();
    const label = em.create(Label, { name: "l" });
    const topic = em.create(Topic, { id: "t1", name: "t" });
    const pin = em.create(Pin, { place: label });
    expect([label.pin.get, topic.pin.get]).toEqual([pin, undefined]);
    topic.pin.set(pin);
    expect([label.pin.get, topic.pin.get, pin.place.get]).toEqual([undefined, pin, topic]);
    await em.flush();
    expect(
      await database.query("SELECT place_topic_id AS topic, place_label_id AS label FROM pins"),
    ).toEqual([{ topic: "t1", label: null }]);
  });
});

describe("loading through a polymorphic reference", () => {
  it("R-POLY-6 R-TLOAD-7 a hint may use keys of any type, and types without the key skip it", async () => {
    await givenComments();
    const em = database.newEm();
    const statements = await database.statements(async () => {
      const comments = await em.find(
        Comment,
        {},
        { populate: { parent: ["comments", "subjectLikes", "replies"] } },
      );
      const parents = comments.map(({ parent }) => parent.get);
      expect(
        parents.map((parent) => {
          if (parent instanceof Comment) return bodies(parent.replies.get);
          if (parent instanceof Topic) return bodies(parent.comments.get);
          return parent instanceof Article
            ? [...bodies(parent.comments.get), parent.subjectLikes.get]
            : [];
        }),
      ).toEqual([["c1", "c2", []], ["c1", "c2", []], ["c3"], ["c4"]]);
    });
    expect(statements.map((text) => /FROM "public"."(\w+)"/.exec(text)?.[1])).toEqual([
      "comments",
      "articles",
      "topics",
      "comments",
      "likes",
      "comments",
      "comments",
    ]);
  });

  it("R-TLOAD-7 a key that no type has is refused", async () => {
    await givenComments();
    const em = database.newEm();
    await expect(
      em.find(Comment, {}, { populate: { parent: "nothing" as never } }),
    ).rejects.toThrow("Invalid load hint 'nothing' on Article");
  });

  it("R-REL-4 the targets of many entities are one statement per type", async () => {
    await givenComments();
    const em = database.newEm();
    const comments = await em.find(Comment, {});
    const statements = await database.statements(() =>
      Promise.all(comments.map(({ parent }) => parent.load())),
    );
    expect(statements.map((text) => /FROM .*/.exec(text)?.[0])).toEqual([
      'FROM "public"."articles" AS t WHERE t."id" = $1::uuid',
      'FROM "public"."topics" AS t WHERE t."id" = $1::text',
    ]);
  });
});
