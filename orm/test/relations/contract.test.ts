import { inspect } from "node:util";
import {
  isCollection,
  isLoadedCollection,
  isLoadedOneToOneReference,
  isLoadedReadOnlyCollection,
  isLoadedReference,
  isManyToOneReference,
  isOneToOneReference,
  isPolymorphicReference,
  isReadOnlyCollection,
  isReference,
  isRelation,
  sameEntity,
  sameReference,
} from "kingpost";
import { describe, expect, it } from "vitest";
import { Article } from "../schema/entities/Article.ts";
import { Author } from "../schema/entities/Author.ts";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Comment } from "../schema/entities/Comment.ts";
import { Label } from "../schema/entities/Label.ts";
import { Like } from "../schema/entities/Like.ts";
import { OldShelf } from "../schema/entities/OldShelf.ts";
import { Pin } from "../schema/entities/Pin.ts";
import { Topic } from "../schema/entities/Topic.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

const article = "ar:00000000-0000-4000-8000-000000000001";

/** An article with c1 and c2, a topic t1 with c3, pinned. */
async function givenForum(): Promise<void> {
  const em = database.newEm();
  const a1 = em.create(Article, { id: article, title: "a1" });
  const topic = em.create(Topic, { id: "t1", name: "t1" });
  for (const [body, parent] of [
    ["c1", a1],
    ["c2", a1],
    ["c3", topic],
  ] as const)
    em.create(Comment, { body, parent });
  em.create(Pin, { place: topic });
  em.create(Label, { name: "l1", topics: [topic] });
  await em.flush();
}

const bodies = (comments: ReadonlyArray<Comment>): string[] => comments.map(({ body }) => body);

describe("all relations", () => {
  it("R-REL-5 members are ordered by id, new ones behind them in the order of their making", async () => {
    await givenForum();
    const em = database.newEm();
    const a1 = await em.load(Article, article, "comments");
    em.create(Comment, { body: "new 1", parent: a1 });
    em.create(Comment, { body: "new 2", parent: a1 });
    a1.comments.add(await em.load(Comment, "cm:3"));
    expect(bodies(a1.comments.get)).toEqual(["c1", "c2", "c3", "new 1", "new 2"]);
    await em.flush();
    expect(bodies(a1.comments.get)).toEqual(["c1", "c2", "c3", "new 1", "new 2"]);
  });

  it("R-REL-6 R-SOFT-2 collections hide what is softly deleted, at once, and show it when asked", async () => {
    await givenForum();
    const em = database.newEm();
    const a1 = await em.load(Article, article, "comments");
    const label = await em.load(Label, "lb:1", "topics");
    const [c1, c2] = a1.comments.get;
    expect(bodies(a1.comments.get)).toEqual(["c1", "c2"]);
    c1!.deletedAt = new Date();
    label.topics.get[0]!.deletedAt = new Date();
    expect([a1.comments.get, a1.comments.getWithDeleted]).toEqual([[c2], [c1, c2]]);
    expect([label.topics.get.length, label.topics.getWithDeleted.length]).toEqual([0, 1]);
    expect(await a1.comments.load({ withDeleted: true })).toEqual([c1, c2]);
    await em.flush();
    const again = await database.newEm().load(Article, article, "comments");
    expect([bodies(again.comments.get), bodies(again.comments.getWithDeleted)]).toEqual([
      ["c2"],
      ["c1", "c2"],
    ]);
    again.comments.getWithDeleted[0]!.deletedAt = undefined;
    expect(bodies(again.comments.get)).toEqual(["c1", "c2"]);
  });

  it("R-M2O-3 R-SOFT-3 a reference shows a target that is softly deleted", async () => {
    await givenForum();
    await database.query("UPDATE topics SET deleted_at = now()");
    const em = database.newEm();
    const c3 = await em.load(Comment, "cm:3", "parent");
    expect(c3.parent.get).toBeInstanceOf(Topic);
    const pin = await em.load(Pin, "pn:1", "place");
    expect(pin.place.get).toBe(c3.parent.get);
  });

  it("R-REL-7 a load that failed leaves the relation unloaded, and the next one tries again", async () => {
    await givenForum();
    const em = database.newEm();
    const a1 = await em.load(Article, article);
    await database.query("ALTER TABLE comments RENAME TO gone");
    await expect(a1.comments.load()).rejects.toThrow("comments");
    expect(a1.comments.isLoaded).toBe(false);
    await database.query("ALTER TABLE gone RENAME TO comments");
    expect(bodies(await a1.comments.load())).toEqual(["c1", "c2"]);
  });

  it("R-REL-8 a forced reload reads the members again and keeps what was changed", async () => {
    await givenForum();
    const em = database.newEm();
    const a1 = await em.load(Article, article, "comments");
    const c3 = await em.load(Comment, "cm:3");
    a1.comments.add(c3);
    await database.query("DELETE FROM comments WHERE id = 1");
    expect(bodies(await a1.comments.load())).toEqual(["c1", "c2", "c3"]);
    expect(bodies(await a1.comments.load({ forceReload: true }))).toEqual(["c2", "c3"]);
  });

  it("R-REL-9 say whether they were set, whose they are and how they are called", async () => {
    await givenForum();
    const em = database.newEm();
    const a1 = await em.load(Article, article);
    const { comments } = a1;
    expect([comments.hasBeenSet, comments.entity, comments.fieldName]).toEqual([
      false,
      a1,
      "comments",
    ]);
    comments.add(em.create(Comment, { body: "x", parent: a1 }));
    expect(comments.hasBeenSet).toBe(true);
  });

  it("R-REL-11 are told by what they are", async () => {
    await givenForum();
    const em = database.newEm();
    const topic = await em.load(Topic, "to:t1");
    await database.query("INSERT INTO authors (first_name) VALUES ('a1')");
    const author = await em.load(Author, "a:1");
    const like = await em
      .load(Comment, "cm:3")
      .then((comment) => em.create(Like, { subject: comment }));
    const guards = [
      isRelation,
      isReference,
      isLoadedReference,
      isManyToOneReference,
      isOneToOneReference,
      isLoadedOneToOneReference,
      isPolymorphicReference,
      isCollection,
      isLoadedCollection,
      isReadOnlyCollection,
      isLoadedReadOnlyCollection,
    ];
    const told = (value: unknown): string[] =>
      guards.filter((guard) => guard(value)).map(({ name }) => name.slice(2));
    expect({
      m2o: told(like.article),
      poly: told(like.subject),
      o2o: told(topic.pin),
      o2m: told(topic.comments),
      m2m: told(topic.labels),
      codes: told(topic.genres),
      recursive: told(author.menteesRecursive),
      other: [...told(topic), ...told({}), ...told(undefined)],
    }).toEqual({
      m2o: ["Relation", "Reference", "LoadedReference", "ManyToOneReference"],
      poly: ["Relation", "Reference", "LoadedReference", "PolymorphicReference"],
      o2o: ["Relation", "Reference", "OneToOneReference"],
      o2m: ["Relation", "Collection"],
      m2m: ["Relation", "Collection"],
      codes: ["Relation"],
      recursive: ["Relation", "ReadOnlyCollection"],
      other: [],
    });
    const { menteesRecursive } = author;
    await Promise.all([topic.pin.load(), topic.comments.load(), menteesRecursive.load()]);
    expect([topic.pin, topic.comments, menteesRecursive].map((each) => told(each).at(-1))).toEqual([
      "LoadedOneToOneReference",
      "LoadedCollection",
      "LoadedReadOnlyCollection",
    ]);
  });

  it("R-REL-12 sameEntity compares entities and ids of any form", async () => {
    await givenForum();
    const em = database.newEm();
    const c1 = await em.load(Comment, "cm:1");
    const other = await database.newEm().load(Comment, "cm:1");
    const fresh = em.create(Comment, { body: "x", parent: c1 });
    const pairs: ReadonlyArray<
      readonly [Parameters<typeof sameEntity>[0], Parameters<typeof sameEntity>[1], boolean]
    > = [
      [c1, c1, true],
      [c1, other, true],
      [c1, "cm:1", true],
      ["1", c1, true],
      [c1, 1, true],
      [1n, c1, true],
      [c1, "cm:2", false],
      [c1, "to:1", false],
      [undefined, undefined, true],
      [c1, undefined, false],
      [fresh, fresh, true],
      [fresh, c1, false],
      ["cm:1", "cm:1", true],
      [await em.load(Topic, "to:t1"), "t1", true],
    ];
    expect(pairs.map(([a, b]) => sameEntity(a, b))).toEqual(pairs.map(([, , wanted]) => wanted));
  });

  it("R-REL-12 sameReference compares where references lead, without loading", async () => {
    await givenForum();
    const em = database.newEm();
    const [c1, c2, c3] = await em.find(Comment, {});
    const like = em.create(Like, { subject: article, article });
    const empty = em.create(Like, {});
    const statements = await database.statements(async () => {
      expect([
        sameReference(c1!.parent, c2!.parent),
        sameReference(c1!.parent, c3!.parent),
        sameReference(c1!.parent as never, like.article as never),
        sameReference(like.subject as never, like.article as never),
        sameReference(empty.subject as never, empty.article as never),
        sameReference(empty.subject, like.subject),
      ]).toEqual([true, false, true, true, true, false]);
    });
    expect(statements).toEqual([]);
  });

  it("R-REL-13 looking at an entity loads nothing and walks nowhere", async () => {
    await givenForum();
    const em = database.newEm();
    const a1 = await em.load(Article, article);
    const statements = await database.statements(async () => {
      expect([Object.keys(a1), JSON.stringify(a1), inspect(a1)]).toEqual([
        [],
        JSON.stringify({ id: article }),
        `Article:${article.slice(3)}`,
      ]);
      expect(Object.entries(a1)).toEqual([]);
    });
    expect([statements, a1.comments.isLoaded]).toEqual([[], false]);
  });
});

describe("one-to-one", () => {
  it("R-O2O-1 tells ids once it is loaded, since the other table holds the key", async () => {
    await givenForum();
    const em = database.newEm();
    const topic = await em.load(Topic, "to:t1");
    const unloaded = topic.pin as unknown as { id: unknown; isSet: unknown };
    expect(() => unloaded.id).toThrow("Topic:t1.pin was not loaded");
    expect(() => unloaded.isSet).toThrow("Topic:t1.pin was not loaded");
    const { pin } = await em.populate(topic, "pin");
    expect([
      pin.id,
      pin.idIfSet,
      pin.idMaybe,
      pin.idUntagged,
      pin.idUntaggedIfSet,
      pin.isSet,
    ]).toEqual(["pn:1", "pn:1", "pn:1", "1", "1", true]);
    pin.set(undefined);
    expect([pin.idIfSet, pin.idMaybe, pin.idUntaggedIfSet, pin.isSet]).toEqual([
      undefined,
      undefined,
      undefined,
      false,
    ]);
    expect(() => pin.idUntagged).toThrow("Reference Topic:t1.pin is unset");
    pin.set(em.create(Pin, {}));
    expect(() => pin.idUntagged).toThrow("Reference Topic:t1.pin is assigned to a new entity");
  });

  it("R-O2O-3 changes tell the original", async () => {
    await givenForum();
    const em = database.newEm();
    const topic = await em.load(Topic, "to:t1", "pin");
    const before = topic.pin.get;
    topic.pin.set(em.create(Pin, {}));
    expect(topic.changes.pin.hasUpdated).toBe(true);
    expect(await topic.changes.pin.originalEntity).toBe(before);
  });
});

describe("many-to-one", () => {
  it("R-M2O-1/idTaggedMaybe, idUntagged, idUntaggedIfSet are those of the target, known without loading", async () => {
    await givenForum();
    const em = database.newEm();
    const like = em.create(Like, { article });
    expect([
      like.article.idTaggedMaybe,
      like.article.idUntagged,
      like.article.idUntaggedIfSet,
    ]).toEqual([article, article.slice(3), article.slice(3)]);
    like.article.set(undefined);
    expect([like.article.idTaggedMaybe, like.article.idUntaggedIfSet]).toEqual([
      undefined,
      undefined,
    ]);
    expect(() => like.article.idUntagged).toThrow("Reference Like#1.article is unset");
    like.article.set(em.create(Article, { title: "new" }));
    expect(() => like.article.idUntaggedIfSet).toThrow(
      "Reference Like#1.article is assigned to a new entity",
    );
  });
});

describe("many-to-many", () => {
  it("R-M2M-1 joins keys of any types by tables of any form and name", async () => {
    const em = database.newEm();
    const a1 = em.create(Article, { id: article, title: "a1" });
    const shelf = em.create(OldShelf, { id: "os:7", name: "s", articleKeys: [a1] });
    const broad = em.create(Label, { name: "broad" });
    em.create(Label, { name: "narrow", broaders: [broad] });
    const topic = em.create(Topic, { id: "t1", name: "t1", labels: [broad] });
    a1.pins.add(em.create(Pin, { place: topic }));
    const sent = await database.recorded(() => em.flush());
    expect(
      sent
        .filter(({ operation }) => /shelf|labels_to|articles_to/.test(operation))
        .map(({ text }) => text),
    ).toEqual([
      'INSERT INTO "archive"."shelf""articles" ("articleKey", "Shelf Key", "createdAt") SELECT given.*, $3::timestamp with time zone FROM unnest($1::uuid[], $2::integer[]) AS given ON CONFLICT ("articleKey", "Shelf Key") DO NOTHING',
      'INSERT INTO "public"."articles_to_pins" ("article_id", "pin_id") SELECT * FROM unnest($1::uuid[], $2::integer[]) ON CONFLICT ("article_id", "pin_id") DO NOTHING',
      'INSERT INTO "public"."labels_to_labels" ("narrower_id", "broader_id") SELECT * FROM unnest($1::bigint[], $2::bigint[]) ON CONFLICT ("narrower_id", "broader_id") DO NOTHING',
      'INSERT INTO "public"."labels_to_topics" ("label_id", "topic_id") SELECT * FROM unnest($1::bigint[], $2::text[]) ON CONFLICT ("label_id", "topic_id") DO NOTHING',
    ]);
    const other = database.newEm();
    const [loaded, label] = await Promise.all([
      other.load(Article, article, ["shelfKeys", "pins"]),
      other.load(Label, broad.id, { narrowers: "broaders", topics: {} }),
    ]);
    expect(loaded.shelfKeys.get.map(({ name }) => name)).toEqual(["s"]);
    expect(loaded.pins.get.map(({ id }) => id)).toEqual(["pn:1"]);
    expect(label.narrowers.get.map(({ name, broaders }) => [name, broaders.get])).toEqual([
      ["narrow", [label]],
    ]);
    expect(label.topics.get.map(({ name }) => name)).toEqual(["t1"]);
    const again = await other.load(OldShelf, shelf.id, "articleKeys");
    again.articleKeys.removeAll();
    label.narrowers.get[0]!.broaders.remove(label);
    await other.flush();
    expect(
      await database.query(
        'SELECT (SELECT count(*)::int FROM archive."shelf""articles") AS shelves, (SELECT count(*)::int FROM labels_to_labels) AS labels',
      ),
    ).toEqual([{ shelves: 0, labels: 0 }]);
  });

  it("R-M2M-3 a pair that is there already and one that is missing are no errors", async () => {
    await givenForum();
    const em = database.newEm();
    const [label, topic] = [await em.load(Label, "lb:1"), await em.load(Topic, "to:t1")];
    const other = em.create(Topic, { id: "t2", name: "t2" });
    label.topics.add(topic);
    label.topics.remove(other);
    await em.flush();
    expect(await database.query("SELECT topic_id FROM labels_to_topics")).toEqual([
      { topic_id: "t1" },
    ]);
  });

  it("R-M2M-8 a creation time that the database does not fill is the flush's", async () => {
    const em = database.newEm();
    const a1 = em.create(Article, { title: "a1" });
    em.create(OldShelf, { id: "os:1", name: "s", articleKeys: [a1] });
    await em.flush();
    expect(
      await database.query(
        'SELECT abs(extract(epoch FROM now() - "createdAt")) < 60 AS recent FROM archive."shelf""articles"',
      ),
    ).toEqual([{ recent: true }]);
  });
});

describe("one-to-many", () => {
  it("R-O2M-5 find asks for all of a tick in one statement, and for children of this parent only", async () => {
    await givenForum();
    const em = database.newEm();
    const [a1, topic] = [await em.load(Article, article), await em.load(Topic, "to:t1")];
    const sent = await database.recorded(async () => {
      const found = await Promise.all([
        a1.comments.find("cm:1"),
        a1.comments.find("cm:3"),
        a1.comments.find("cm:99"),
        topic.comments.find("cm:3"),
      ]);
      expect(found.map((comment) => comment?.body)).toEqual(["c1", undefined, undefined, "c3"]);
    });
    expect(
      sent.map(({ text, values }) => [text.replace(/^SELECT .* FROM/, "SELECT … FROM"), values]),
    ).toEqual([
      [
        'SELECT … FROM "public"."comments" AS t JOIN unnest($1::uuid[], $2::integer[]) AS given(parent, child) ON t."id" = given.child AND t."parent_article_id" = given.parent',
        [`{"${article.slice(3)}","${article.slice(3)}","${article.slice(3)}"}`, '{"1","3","99"}'],
      ],
      [
        'SELECT … FROM "public"."comments" AS t JOIN unnest($1::text[], $2::integer[]) AS given(parent, child) ON t."id" = given.child AND t."parent_topic_id" = given.parent',
        ['{"t1"}', '{"3"}'],
      ],
    ]);
    await a1.comments.load();
    const known = await database.statements(async () => {
      const c2 = await a1.comments.find("cm:2");
      expect([
        c2?.body,
        await a1.comments.includes(c2!),
        await topic.comments.includes(c2!),
      ]).toEqual(["c2", true, false]);
      c2!.parent.set(topic);
      expect([await a1.comments.find("cm:2"), await topic.comments.find("cm:2")]).toEqual([
        undefined,
        c2,
      ]);
    });
    expect(known).toEqual([]);
  });

  it("R-O2M-7 a collection of more rows than an em may hold says what to do instead", async () => {
    await givenForum();
    const em = new EntityManager({}, { driver: database.driver, entityLimit: 3 });
    const a1 = await em.load(Article, article);
    await database.query(
      "INSERT INTO comments (body, parent_article_id, created_at, updated_at) SELECT 'x', $1::uuid, now(), now() FROM generate_series(1, 3)",
      [article.slice(3)],
    );
    await expect(a1.comments.load()).rejects.toThrow(
      `Article:${article.slice(3)}.comments has more than 3 entityLimit rows: configure it as large: true, or read it by em.stream`,
    );
    expect([a1.comments.isLoaded, em.numberOfEntities]).toEqual([false, 1]);
  });
});
