import { describe, expect, it } from "vitest";
import { Article } from "../schema/entities/Article.ts";
import { Comment } from "../schema/entities/Comment.ts";
import { Color } from "../schema/entities/enums/Color.ts";
import { Genre } from "../schema/entities/enums/Genre.ts";
import { Language } from "../schema/entities/enums/Language.ts";
import { Stage } from "../schema/entities/enums/Stage.ts";
import { Label } from "../schema/entities/Label.ts";
import { Topic } from "../schema/entities/Topic.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

const article = "ar:00000000-0000-4000-8000-000000000001";

async function givenColors(): Promise<void> {
  const em = database.newEm();
  em.create(Article, { id: article, title: "a1", colors: [Color.Blue, Color.Red] });
  em.create(Article, { title: "a2" });
  await em.flush();
}

const colorIds = (): Promise<Array<Record<string, unknown>>> =>
  database.query("SELECT color_id AS id FROM articles_to_colors ORDER BY 1");

describe("an enum collection", () => {
  it("R-M2M-10 R-SCHEMA-7 loads in the order of the enum, for all owners of a tick by one statement", async () => {
    await givenColors();
    const em = database.newEm();
    const articles = await em.find(Article, {}, { orderBy: { title: "ASC" } });
    const statements = await database.statements(() => em.populate(articles, "colors"));
    expect(statements).toEqual([
      'SELECT j."article_id", j."color_id" FROM "public"."articles_to_colors" AS j WHERE j."article_id" = ANY($1::uuid[])',
    ]);
    const loaded = await em.populate(articles, "colors");
    expect(loaded.map(({ colors }) => colors.get)).toEqual([[Color.Red, Color.Blue], []]);
    expect(Object.isFrozen(loaded[0]!.colors.get)).toBe(true);
    expect(loaded[0]!.colors.get).toBe(loaded[0]!.colors.get);
  });

  it("R-ENUM-8 R-M2M-10 writes what was added and removed, by one statement each", async () => {
    await givenColors();
    const em = database.newEm();
    const a1 = await em.load(Article, article, "colors");
    a1.colors.add(Color.Green);
    a1.colors.remove(Color.Red);
    expect(a1.colors.get).toEqual([Color.Green, Color.Blue]);
    expect(em.pendingChanges).toEqual([
      {
        kind: "m2mEnum",
        op: "add",
        joinTableName: "articles_to_colors",
        entity: a1,
        code: "GREEN",
      },
      {
        kind: "m2mEnum",
        op: "remove",
        joinTableName: "articles_to_colors",
        entity: a1,
        code: "RED",
      },
    ]);
    expect(a1.isDirtyEntity).toBe(false);
    const sent = await database.recorded(() => em.flush());
    expect(sent.map(({ text, values }) => [text, values])).toEqual([
      [
        'DELETE FROM "public"."articles_to_colors" AS t USING unnest($1::uuid[], $2::integer[]) AS given(c0, c1) WHERE t."article_id" = given.c0 AND t."color_id" = given.c1',
        ['{"00000000-0000-4000-8000-000000000001"}', '{"1"}'],
      ],
      [
        'INSERT INTO "public"."articles_to_colors" ("article_id", "color_id") SELECT * FROM unnest($1::uuid[], $2::integer[]) ON CONFLICT ("article_id", "color_id") DO NOTHING',
        ['{"00000000-0000-4000-8000-000000000001"}', '{"2"}'],
      ],
    ]);
    expect(em.lastFlush?.joinRows).toEqual([
      { joinTableName: "articles_to_colors", added: 1, removed: 1 },
    ]);
    expect([a1.colors.get, em.pendingChanges, await colorIds()]).toEqual([
      [Color.Green, Color.Blue],
      [],
      [{ id: 2 }, { id: 3 }],
    ]);
  });

  it("R-M2M-10 add, remove and set work without loading", async () => {
    await givenColors();
    const em = database.newEm();
    const a1 = await em.load(Article, article);
    const sent = await database.statements(async () => {
      a1.colors.add(Color.Green);
      a1.colors.remove(Color.Blue);
      expect([await a1.colors.includes(Color.Green), await a1.colors.includes(Color.Blue)]).toEqual(
        [true, false],
      );
    });
    expect([sent, a1.colors.isLoaded, a1.colors.hasBeenSet]).toEqual([[], false, true]);
    a1.colors.set([Color.Blue]);
    a1.colors.add(Color.Green);
    await em.flush();
    expect(await colorIds()).toEqual([{ id: 2 }, { id: 3 }]);
    expect(await a1.colors.load()).toEqual([Color.Green, Color.Blue]);
  });

  it("R-M2M-10 what is taken back is not written", async () => {
    await givenColors();
    const em = database.newEm();
    const a1 = await em.load(Article, article, "colors");
    a1.colors.add(Color.Green);
    a1.colors.remove(Color.Green);
    a1.colors.remove(Color.Red);
    a1.colors.add(Color.Red);
    a1.colors.add(Color.Red);
    expect(em.pendingChanges).toEqual([]);
    expect(await database.statements(() => em.flush())).toEqual([]);
  });

  it("R-M2M-10 a second load asks the database and keeps what is pending", async () => {
    await givenColors();
    const em = database.newEm();
    const a1 = await em.load(Article, article, "colors");
    a1.colors.add(Color.Green);
    await database.query("DELETE FROM articles_to_colors WHERE color_id = 1");
    expect(await a1.colors.load()).toEqual([Color.Red, Color.Green, Color.Blue]);
    expect(await a1.colors.load({ forceReload: true })).toEqual([Color.Green, Color.Blue]);
    await em.refresh(a1);
    expect(a1.colors.get).toEqual([Color.Blue]);
  });

  it("R-M2M-10 a new entity's is loaded and empty, and stays loaded after the flush", async () => {
    const em = database.newEm();
    const created = em.create(Article, { title: "new" });
    expect([created.colors.get, created.colors.isLoaded]).toEqual([[], true]);
    await em.flush();
    created.colors.set([Color.Red]);
    created.colors.removeAll();
    expect(created.colors.get).toEqual([]);
  });

  it("R-M2M-5 R-M2M-10 after a flush that failed what was pending is pending again", async () => {
    await givenColors();
    const em = database.newEm();
    const a1 = await em.load(Article, article, "colors");
    a1.colors.add(Color.Green);
    a1.title = undefined as never;
    await expect(em.flush()).rejects.toThrow("title is required");
    expect(em.pendingChanges).toHaveLength(2);
    a1.title = "a1";
    await em.flush();
    expect(await colorIds()).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
  });

  it("R-M2M-10 rows go with the entity that is deleted", async () => {
    await givenColors();
    const em = database.newEm();
    const a1 = await em.load(Article, article);
    a1.colors.add(Color.Green);
    em.delete(a1);
    await em.flush();
    expect(await colorIds()).toEqual([]);
  });

  it("R-CHG-1/changes.logoColors, R-M2M-10 tells in changes what was added and removed, and the original values", async () => {
    await givenColors();
    const em = database.newEm();
    const a1 = await em.load(Article, article);
    a1.colors.set([Color.Green, Color.Red]);
    const { colors } = a1.changes;
    expect(await colors.originalValues).toEqual([Color.Red, Color.Blue]);
    expect({ ...colors, added: colors.added, removed: colors.removed }).toMatchObject({
      kind: "m2mEnum",
      added: ["GREEN"],
      removed: ["BLUE"],
    });
    expect([colors.hasChanged, colors.hasUpdated, colors.changed]).toEqual([
      true,
      true,
      ["GREEN", "BLUE"],
    ]);
    expect(a1.changes.fields).toEqual(["colors"]);
  });

  it("R-M2M-10 refuses what is no code", async () => {
    await givenColors();
    const em = database.newEm();
    const a1 = await em.load(Article, article, "colors");
    const message =
      "Article:00000000-0000-4000-8000-000000000001.colors is not one of RED, GREEN, BLUE";
    expect(() => a1.colors.add("PURPLE" as never)).toThrow(message);
    expect(() => a1.colors.set([Color.Green, "__proto__" as never])).toThrow(message);
    expect(() => em.create(Article, { title: "x", colors: "RED" as never })).toThrow(
      "colors is not a list of codes",
    );
    expect(a1.colors.get).toEqual([Color.Red, Color.Blue]);
    em.delete(a1);
    expect(() => a1.colors.add(Color.Green)).toThrow("is marked as deleted");
  });

  it("R-M2M-10 R-ENUM-5 works for keys of every type on both sides", async () => {
    const em = database.newEm();
    const label = em.create(Label, { name: "l", stages: [Stage.Published, Stage.InReview] });
    const topic = em.create(Topic, { id: "t1", name: "t", genres: [Genre.Drama] });
    const comment = em.create(Comment, {
      body: "c",
      parent: topic,
      languages: [Language.English, Language.German],
    });
    await em.flush();
    expect(
      await database.query("SELECT label_id AS l, stage_id AS s FROM labels_to_stages ORDER BY 2"),
    ).toEqual([
      { l: "1", s: "3" },
      { l: "1", s: "9007199254740993" },
    ]);
    expect(
      await database.query("SELECT language_id AS l FROM comments_to_languages ORDER BY 1"),
    ).toEqual([{ l: "de" }, { l: 'e"n' }]);
    const other = database.newEm();
    const l1 = await other.load(Label, label.id, "stages");
    const t1 = await other.load(Topic, topic.id, "genres");
    const c1 = await other.load(Comment, comment.id, "languages");
    expect([l1.stages.get, t1.genres.get, c1.languages.get]).toEqual([
      [Stage.InReview, Stage.Published],
      [Genre.Drama],
      [Language.German, Language.English],
    ]);
    l1.stages.remove(Stage.Published);
    t1.genres.set([Genre.Poetry]);
    c1.languages.removeAll();
    await other.flush();
    expect(
      await database.query(
        "SELECT (SELECT count(*) FROM labels_to_stages)::int AS l, (SELECT min(genre_id::text) FROM genres_of_topics) AS t, (SELECT count(*) FROM comments_to_languages)::int AS c",
      ),
    ).toEqual([{ l: 1, t: "00000000-0000-4000-8000-00000000000a", c: 0 }]);
  });

  it("R-M2M-8 R-M2M-10 a creation time that the database does not fill is the flush's", async () => {
    const em = database.newEm();
    const topic = em.create(Topic, { id: "t1", name: "t" });
    em.create(Comment, { body: "c", parent: topic, languages: [Language.German] });
    await em.flush();
    expect(
      await database.query(
        "SELECT abs(extract(epoch FROM now() - created_at)) < 60 AS recent FROM comments_to_languages",
      ),
    ).toEqual([{ recent: true }]);
  });

  it("R-FILT-4 filters by a code, by one of several, and by whether there are any", async () => {
    await givenColors();
    const em = database.newEm();
    const found = async (colors: NonNullable<Parameters<typeof find>[0]>): Promise<string[]> =>
      find(colors);
    const find = async (colors: Color | boolean | Color[] | { in: Color[] }): Promise<string[]> =>
      (await em.find(Article, { colors }, { orderBy: { title: "ASC" } })).map(({ title }) => title);
    expect(
      await Promise.all([
        found(Color.Red),
        found(Color.Green),
        found([Color.Green, Color.Blue]),
        found({ in: [Color.Green] }),
        found(true),
        found(false),
      ]),
    ).toEqual([["a1"], [], ["a1"], [], ["a1"], ["a2"]]);
    const statements = await database.statements(() => em.find(Article, { colors: Color.Red }));
    expect(statements.map((text) => /WHERE .*/.exec(text)?.[0])).toEqual([
      'WHERE EXISTS (SELECT 1 FROM "public"."articles_to_colors" AS a2 WHERE a2."article_id" = a."id" AND a2."color_id" = $1::integer) ORDER BY a."id" ASC',
    ]);
    await expect(em.find(Article, { colors: "PURPLE" as never })).rejects.toThrow(
      "is not one of RED, GREEN, BLUE",
    );
  });

  it("R-TLOAD-1 is a key of load hints, which leads no further", async () => {
    await givenColors();
    const em = database.newEm();
    const [a1] = await em.find(Article, { title: "a1" }, { populate: { colors: {} } });
    expect(a1!.colors.get).toEqual([Color.Red, Color.Blue]);
    await expect(em.populate(a1!, { colors: "article" } as never)).rejects.toThrow(
      "Invalid load hint 'article' on Article",
    );
    const unloaded = await database.newEm().load(Article, article);
    expect(() => (unloaded.colors as unknown as { get: unknown }).get).toThrow(
      "colors was not loaded",
    );
  });
});
