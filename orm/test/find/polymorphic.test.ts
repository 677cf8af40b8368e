import { describe, expect, it } from "vitest";
import { Article } from "../schema/entities/Article.ts";
import { Comment } from "../schema/entities/Comment.ts";
import { Label } from "../schema/entities/Label.ts";
import { Like } from "../schema/entities/Like.ts";
import { Topic } from "../schema/entities/Topic.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

const first = "ar:00000000-0000-4000-8000-000000000001";

/** l1 on an article, l2 and l3 on comments, l4 on nothing. */
async function givenLikes(): Promise<void> {
  const em = database.newEm();
  const article = em.create(Article, { id: first, title: "a1" });
  const topic = em.create(Topic, { id: "t1", name: "t1" });
  const [c1, c2] = ["c1", "c2"].map((body) => em.create(Comment, { body, parent: topic }));
  for (const subject of [article, c1!, c2!, undefined]) em.create(Like, { subject });
  await em.flush();
}

type Where = Parameters<ReturnType<typeof database.newEm>["find"]>[1];

async function found(where: object): Promise<string[]> {
  const likes = await database.newEm().find(Like, where as never);
  return likes.map(({ id }) => id.slice(3));
}

describe("filters on a polymorphic reference", () => {
  it("R-FILT-7 take an entity, a tagged id, a list of them, null and whether there is one", async () => {
    await givenLikes();
    const c1 = await database.newEm().load(Comment, "cm:1");
    const wheres: Where[] = [
      { subject: c1 },
      { subject: first },
      { subject: ["cm:2", first] },
      { subject: [c1, null] },
      { subject: null },
      { subject: true },
      { subject: false },
      { subject: [] },
    ] as never;
    expect(await Promise.all(wheres.map((where) => found(where as object)))).toEqual([
      ["2"],
      ["1"],
      ["1", "3"],
      ["2", "4"],
      ["4"],
      ["1", "2", "3"],
      ["4"],
      [],
    ]);
  });

  it("R-FILT-7 take operators", async () => {
    await givenLikes();
    const wheres = [
      { subject: { eq: "cm:1" } },
      { subject: { ne: "cm:1" } },
      { subject: { in: ["cm:1", null] } },
      { subject: { nin: ["cm:1", first] } },
      { subject: { nin: [] } },
      { subject: { ne: null } },
      { subject: { eq: null } },
      { subject: { ne: undefined } },
    ];
    expect(await Promise.all(wheres.map((where) => found(where)))).toEqual([
      ["2"],
      ["1", "3"],
      ["2", "4"],
      ["3"],
      ["1", "2", "3", "4"],
      ["1", "2", "3"],
      ["4"],
      ["1", "2", "3", "4"],
    ]);
  });

  it("R-FILT-7 ask for the type, and by the name of a part for what stands there", async () => {
    await givenLikes();
    expect(
      await Promise.all([
        found({ subject: { type: Article } }),
        found({ subject: { type: [Article, Comment] } }),
        found({ subjectComment: { body: "c2" } }),
        found({ subjectComment: { parentTopic: { name: "t1" } } }),
        found({ subjectArticle: true }),
      ]),
    ).toEqual([["1"], ["1", "2", "3"], ["3"], ["2", "3"], ["1"]]);
    const statements = await database.statements(() =>
      database.newEm().find(Like, { subject: { type: Article }, subjectComment: null }),
    );
    expect(statements.map((text) => /WHERE .*/.exec(text)?.[0])).toEqual([
      'WHERE l."subject_article_id" IS NOT NULL AND l."subject_comment_id" IS NULL ORDER BY l."id" ASC',
    ]);
  });

  it("R-FILT-7 through a collection", async () => {
    await givenLikes();
    const topics = await database
      .newEm()
      .find(Topic, { comments: { parent: "to:t1", body: "c1" } });
    expect(topics.map(({ name }) => name)).toEqual(["t1"]);
  });

  it("R-FILT-7 R-POLY-5 refuse what does not say whose it is", async () => {
    await givenLikes();
    const em = database.newEm();
    const label = em.create(Label, { name: "l" });
    const wrong: ReadonlyArray<readonly [unknown, string]> = [
      ["7", "expected tag ar or cm, got 7"],
      [label, "is neither a tagged id nor an entity of Article, Comment"],
      [{ type: Label }, "is not one of the classes Article, Comment"],
      [{ like: "x" }, "is not an operator"],
      [{ in: "cm:1" }, "is not a list"],
    ];
    for (const [subject, message] of wrong)
      await expect(em.find(Like, { subject: subject as never })).rejects.toThrow(message);
  });
});
