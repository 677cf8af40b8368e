import { describe, expect, it } from "vitest";
import { insertZoo } from "../inheritance/zoo.ts";
import { Animal } from "../schema/entities/Animal.ts";
import { Article } from "../schema/entities/Article.ts";
// What holds for relations of every kind: reloading, refusals, and hiding what is softly deleted.
import type { EntityManager as Em } from "../schema/entities/codegen/domain.ts";
import { Comment } from "../schema/entities/Comment.ts";
import { Critic } from "../schema/entities/Critic.ts";
import { Genre } from "../schema/entities/enums/Genre.ts";
import { Label } from "../schema/entities/Label.ts";
import { Like } from "../schema/entities/Like.ts";
import { Pin } from "../schema/entities/Pin.ts";
import { PublisherGroup } from "../schema/entities/PublisherGroup.ts";
import { Topic } from "../schema/entities/Topic.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

const article = "ar:00000000-0000-4000-8000-000000000001";

/** An article with c1, which is liked; topics t1 with c2 and a pin, and t2; a label of t1; a group with a critic. */
async function givenForum(): Promise<void> {
  const em = database.newEm();
  const a1 = em.create(Article, { id: article, title: "a1" });
  const [t1] = ["t1", "t2"].map((name) => em.create(Topic, { id: name, name }));
  const c1 = em.create(Comment, { body: "c1", parent: a1 });
  em.create(Comment, { body: "c2", parent: t1! });
  em.create(Like, { subject: c1, article: a1 });
  em.create(Pin, { place: t1! });
  em.create(Label, { name: "l1", topics: [t1!] });
  const group = em.create(PublisherGroup, { name: "g1" });
  em.create(Critic, { name: "cr1", group });
  await em.flush();
}

/** The entities of the forum, one of each type, and what can be done to each kind of relation of theirs. */
async function forumOf(em: Em) {
  const [a1, t1, t2, c1, like, pin, label, group, critic] = await Promise.all([
    em.load(Article, article),
    em.load(Topic, "to:t1"),
    em.load(Topic, "to:t2"),
    em.load(Comment, "cm:1"),
    em.load(Like, "lk:1"),
    em.load(Pin, "pn:1"),
    em.load(Label, "lb:1"),
    em.load(PublisherGroup, "pg:1"),
    em.load(Critic, "critic:1"),
  ]);
  return { a1, t1, t2, c1, like, pin, label, group, critic };
}
type Forum = Awaited<ReturnType<typeof forumOf>>;

/** For each kind of relation: whose it is, what it takes, and what it is done with. */
const writes: ReadonlyArray<
  readonly [
    kind: string,
    owner: (forum: Forum) => Article | Topic | Like | Label | PublisherGroup,
    other: (forum: Forum) => object,
    write: (forum: Forum, other: never) => void,
  ]
> = [
  ["many-to-one", (f) => f.like, (f) => f.a1, (f, other) => f.like.article.set(other)],
  ["polymorphic", (f) => f.like, (f) => f.c1, (f, other) => f.like.subject.set(other)],
  ["one-to-one", (f) => f.t2, (f) => f.pin, (f, other) => f.t2.pin.set(other)],
  ["one-to-many, add", (f) => f.a1, (f) => f.c1, (f, other) => f.a1.comments.add(other)],
  ["one-to-many, set", (f) => f.a1, (f) => f.c1, (f, other) => f.a1.comments.set([other])],
  ["many-to-many, add", (f) => f.label, (f) => f.t2, (f, other) => f.label.topics.add(other)],
  ["many-to-many, set", (f) => f.label, (f) => f.t2, (f, other) => f.label.topics.set([other])],
  ["large one-to-many", (f) => f.group, (f) => f.critic, (f, other) => f.group.critics.add(other)],
  [
    "large many-to-many",
    (f) => f.group,
    (f) => f.critic,
    (f, other) => f.group.followers.add(other),
  ],
];

const codeOf = (work: () => unknown): unknown => {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as { code: unknown }).code;
  }
};

describe("a relation of every kind", () => {
  it.each(writes)(
    "R-REL-10 %s of a deleted entity is not changed",
    async (_, owner, other, write) => {
      await givenForum();
      const em = database.newEm();
      const forum = await forumOf(em);
      em.delete(owner(forum));
      expect(codeOf(() => write(forum, other(forum) as never))).toBe("DELETED");
    },
  );

  it.each(writes)("R-REL-10 %s takes nothing that is deleted", async (_, _owner, other, write) => {
    await givenForum();
    const em = database.newEm();
    const forum = await forumOf(em);
    const target = other(forum) as Article;
    em.delete(target);
    expect(codeOf(() => write(forum, target as never))).toBe("DELETED");
  });

  it.each(writes)("R-REL-10 %s takes nothing of another em", async (_, _owner, other, write) => {
    await givenForum();
    const [forum, foreign] = [await forumOf(database.newEm()), await forumOf(database.newEm())];
    expect(codeOf(() => write(forum, other(foreign) as never))).toBe("FOREIGN_ENTITY");
  });

  it.each(writes)(
    "R-REL-10 %s takes nothing of another class",
    async (_, _owner, _other, write) => {
      await givenForum();
      const em = database.newEm();
      const forum = await forumOf(em);
      const codes = [forum.label, {}, "x"].map((wrong) =>
        codeOf(() => write(forum, wrong as never)),
      );
      expect(codes).toEqual(["WRONG_TYPE", "WRONG_TYPE", "WRONG_TYPE"]);
      expect(em.pendingChanges).toEqual([]);
    },
  );

  it("R-REL-10 a collection of codes of a deleted entity is not changed", async () => {
    await givenForum();
    const em = database.newEm();
    const topic = await em.load(Topic, "to:t1");
    em.delete(topic);
    const changes = [
      () => topic.genres.add(Genre.Drama),
      () => topic.genres.remove(Genre.Drama),
      () => topic.genres.set([Genre.Drama]),
    ];
    expect(changes.map(codeOf)).toEqual(["DELETED", "DELETED", "DELETED"]);
  });
});

describe("a forced reload", () => {
  it("R-REL-8 of a one-to-one asks who points here, and keeps what was set", async () => {
    await givenForum();
    const em = database.newEm();
    const topic = await em.load(Topic, "to:t1", "pin");
    await database.query("UPDATE pins SET place_topic_id = NULL");
    await database.query(
      "INSERT INTO pins (place_topic_id, created_at, updated_at) VALUES ('t1', now(), now())",
    );
    expect((await topic.pin.load())?.id).toBe("pn:1");
    expect((await topic.pin.load({ forceReload: true }))?.id).toBe("pn:2");
    const mine = em.create(Pin, {});
    topic.pin.set(mine);
    expect(await topic.pin.load({ forceReload: true })).toBe(mine);
  });

  it("R-REL-8 of a many-to-many reads the pairs again, and keeps what was added and removed", async () => {
    await givenForum();
    const em = database.newEm();
    const label = await em.load(Label, "lb:1", "topics");
    const ids = (topics: ReadonlyArray<Topic>): string[] => topics.map(({ id }) => id);
    const t3 = em.create(Topic, { id: "t3", name: "t3" });
    label.topics.add(t3);
    await database.query("DELETE FROM labels_to_topics");
    await database.query("INSERT INTO labels_to_topics (label_id, topic_id) VALUES (1, 't2')");
    expect(ids(await label.topics.load())).toEqual(["to:t1", "to:t3"]);
    expect(ids(await label.topics.load({ forceReload: true }))).toEqual(["to:t2", "to:t3"]);
    label.topics.remove(await em.load(Topic, "to:t2"));
    expect(ids(await label.topics.load({ forceReload: true }))).toEqual(["to:t3"]);
  });

  it("R-REL-8 of a reference whose key is in the entity's own row has nothing to ask", async () => {
    await givenForum();
    const em = database.newEm();
    const like = await em.load(Like, "lk:1", ["article", "subject"]);
    const statements = await database.statements(async () => {
      expect(await like.article.load({ forceReload: true })).toBe(like.article.get);
      expect(await like.subject.load({ forceReload: true })).toBe(like.subject.get);
    });
    expect(statements).toEqual([]);
  });
});

describe("many-to-one", () => {
  it("R-M2O-4 does not point at what is deleted in this em, by entity or by id", async () => {
    await givenForum();
    const em = database.newEm();
    const { like, a1 } = await forumOf(em);
    like.article.set(undefined);
    em.delete(a1);
    const message = `Article:${article.slice(3)} is marked as deleted`;
    const refused = expect.objectContaining({ code: "DELETED", message });
    expect(() => like.article.set(a1)).toThrow(refused);
    expect(() => (like.article.id = article)).toThrow(refused);
    expect(() => em.create(Like, { article: a1 })).toThrow(refused);
    expect(like.article.isSet).toBe(false);
  });

  it("R-M2O-5 whose row is gone rejects, for each that asks, and is asked again", async () => {
    await givenForum();
    await database.query("ALTER TABLE likes DISABLE TRIGGER ALL");
    await database.query("UPDATE likes SET article_id = gen_random_uuid()");
    await database.query("UPDATE likes SET article_id = $1", [
      "00000000-0000-4000-8000-00000000dead",
    ]);
    await database.query("ALTER TABLE likes ENABLE TRIGGER ALL");
    const em = database.newEm();
    const like = await em.load(Like, "lk:1");
    const refused = {
      code: "NOT_FOUND",
      message: "ar:00000000-0000-4000-8000-00000000dead was not found",
    };
    await expect(like.article.load()).rejects.toMatchObject(refused);
    expect(like.article.isLoaded).toBe(false);
    const statements = await database.statements(() =>
      expect(like.article.load()).rejects.toMatchObject(refused),
    );
    expect(statements.length).toBe(1);
  });
});

describe("what is softly deleted", () => {
  it("R-SOFT-2 is hidden by a recursive collection, and shown when asked for", async () => {
    await insertZoo(database);
    await database.query("UPDATE animals SET deleted_at = now() WHERE id = 3");
    const em = database.newEm();
    const rex = await em.load(Animal, "an:2", "childrenRecursive");
    const pup = await em.load(Animal, "an:3");
    expect(rex.childrenRecursive.get).toEqual([]);
    expect(rex.childrenRecursive.getWithDeleted).toEqual([pup]);
    expect(await rex.childrenRecursive.load()).toEqual([]);
    expect(await rex.childrenRecursive.load({ withDeleted: true })).toEqual([pup]);
    pup.deletedAt = undefined;
    expect(rex.childrenRecursive.get).toEqual([pup]);
  });

  it("R-SOFT-2 is hidden by a relation through others, wherever it stands on the way", async () => {
    await givenForum();
    const em = database.newEm();
    const label = await em.load(Label, "lb:1", "comments");
    const [c2] = label.comments.get;
    expect(c2?.body).toBe("c2");
    c2!.deletedAt = new Date();
    expect([label.comments.get, label.comments.getWithDeleted]).toEqual([[], [c2]]);
    expect(await label.comments.load()).toEqual([]);
    expect(await label.comments.load({ withDeleted: true })).toEqual([c2]);
    c2!.deletedAt = undefined;
    (await em.load(Topic, "to:t1")).deletedAt = new Date();
    expect([label.comments.get, label.comments.getWithDeleted]).toEqual([[], [c2]]);
  });
});
