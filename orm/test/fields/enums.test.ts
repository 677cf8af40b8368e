import { describe, expect, it } from "vitest";
import { Article } from "../schema/entities/Article.ts";
import { Color } from "../schema/entities/enums/Color.ts";
import { Genre, Genres } from "../schema/entities/enums/Genre.ts";
import { Language, Languages } from "../schema/entities/enums/Language.ts";
import { Mood, Moods } from "../schema/entities/enums/Mood.ts";
import { Stage, StageDetails, Stages } from "../schema/entities/enums/Stage.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

const id = "ar:00000000-0000-4000-8000-000000000001";

interface Given {
  stage?: Stage;
  genre?: Genre;
  language?: Language;
  mood?: Mood;
  moods?: Mood[];
  palette?: Color[];
  genres?: Genre[];
}

async function givenArticle(opts: Given = {}): Promise<void> {
  const em = database.newEm();
  em.create(Article, { id, title: "a1", ...opts });
  await em.flush();
}

describe("an enum table", () => {
  it("R-ENUM-1 R-ENUM-5 has the key that the database has, of any type", () => {
    expect([
      Stages.findById(9007199254740993n)?.code,
      Genres.findById("00000000-0000-4000-8000-00000000000b")?.code,
      Languages.findById('e"n')?.code,
      Languages.findById("fr"),
    ]).toEqual([Stage.Published, Genre.Drama, Language.English, undefined]);
  });

  it("R-ENUM-2 comes in the order of sort_order, with further columns as details", () => {
    expect(Stages.getValues()).toEqual([Stage.Draft, Stage.InReview, Stage.Published]);
    expect(StageDetails.PUBLISHED).toEqual({
      id: 9007199254740993n,
      code: "PUBLISHED",
      name: "Published",
      sortOrder: 30,
      isPublic: true,
      hint: { color: "green" },
    });
    expect([Stages.getByCode(Stage.Draft).hint, Stages.getByCode(Stage.InReview).hint]).toEqual([
      undefined,
      [1],
    ]);
  });

  it("R-ENUM-5 codes are keys in the database, whatever the keys are", async () => {
    await givenArticle({ stage: Stage.Published, genre: Genre.Drama, language: Language.English });
    expect(await database.query("SELECT stage_id, genre_id, language_id FROM articles")).toEqual([
      {
        stage_id: "9007199254740993",
        genre_id: "00000000-0000-4000-8000-00000000000b",
        language_id: 'e"n',
      },
    ]);
    const article = await database.newEm().load(Article, id);
    expect([article.stage, article.genre, article.language]).toEqual([
      Stage.Published,
      Genre.Drama,
      Language.English,
    ]);
  });

  it("R-ENUM-5 finds take codes, one or several", async () => {
    await givenArticle({ stage: Stage.Published, genre: Genre.Drama });
    const em = database.newEm();
    const counts = [
      em.findCount(Article, { stage: Stage.Published }),
      em.findCount(Article, { stage: { ne: Stage.Published } }),
      em.findCount(Article, { genre: [Genre.Poetry, Genre.Drama] }),
      em.findCount(Article, { language: null }),
    ];
    expect(await Promise.all(counts)).toEqual([1, 0, 1, 1]);
    await expect(em.find(Article, { genre: "NOVEL" as never })).rejects.toThrow(
      "is not one of POETRY, DRAMA",
    );
  });

  it("R-ENUM-4 gives its row, and a question for each code", async () => {
    await givenArticle({ stage: Stage.InReview });
    const article = await database.newEm().load(Article, id);
    expect([article.stageDetails.name, article.genreDetails]).toEqual(["In review", undefined]);
    expect([article.isDraft, article.isInReview, article.isPublished]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it("R-ENUM-6 a code that came after the generated code throws when it is read, naming table and id", async () => {
    await givenArticle();
    await database.query("INSERT INTO stage VALUES (7, 'GONE', 'Gone', 40, false, NULL)");
    try {
      await database.query("UPDATE articles SET stage_id = 7");
      const article = await database.newEm().load(Article, id);
      expect(article.title).toBe("a1");
      expect(() => article.stage).toThrow(
        'Article:00000000-0000-4000-8000-000000000001.stage holds "7" of public.stage, which is not a value of Stage; run the codegen if it is new in the database',
      );
      expect(() => article.stage).toThrow(expect.objectContaining({ code: "UNKNOWN_ENUM" }));
    } finally {
      await database.query("DELETE FROM articles");
      await database.query("DELETE FROM stage WHERE id = 7");
    }
  });

  it("R-ENUM-6 a code that is none is refused when it is set", async () => {
    await givenArticle();
    const article = await database.newEm().load(Article, id);
    expect(() => {
      article.stage = "GONE" as never;
    }).toThrow("stage is not one of DRAFT, IN_REVIEW, PUBLISHED");
    expect(() => {
      article.mood = "furious" as never;
    }).toThrow("mood is not one of happy, so_so, sad");
    expect(article.isDirtyEntity).toBe(false);
  });
});

describe("a native enum", () => {
  it("R-ENUM-7 R-SCHEMA-17 has look-ups in the order of the type", () => {
    expect(Moods.name).toBe("Mood");
    expect(Moods.getValues()).toEqual([Mood.Happy, Mood.SoSo, Mood.Sad]);
    expect(Moods.getDetails()).toEqual([
      { code: "happy", name: "Happy" },
      { code: "so_so", name: "So So" },
      { code: "sad", name: "Sad" },
    ]);
    expect([Moods.findByCode("so_so"), Moods.findByCode("furious")]).toEqual([
      { code: "so_so", name: "So So" },
      undefined,
    ]);
    expect(() => Moods.getByCode("furious" as never)).toThrow('"furious" is not a value of Mood');
  });

  it("R-ENUM-7 is read, written, found and asked for by code", async () => {
    await givenArticle({ mood: Mood.SoSo });
    const em = database.newEm();
    const [article] = await em.find(Article, { mood: [Mood.Sad, Mood.SoSo] });
    expect([article?.mood, article?.moodDetails, article?.isMoodSoSo, article?.isMoodSad]).toEqual([
      "so_so",
      { code: "so_so", name: "So So" },
      true,
      false,
    ]);
    article!.mood = Mood.Happy;
    await em.flush();
    expect(await database.query("SELECT mood::text FROM articles")).toEqual([{ mood: "happy" }]);
  });

  it("R-ENUM-7 is ordered by the type's order", async () => {
    const em = database.newEm();
    for (const mood of [Mood.Sad, Mood.Happy, Mood.SoSo]) em.create(Article, { title: mood, mood });
    await em.flush();
    const found = await database.newEm().find(Article, {}, { orderBy: { mood: "ASC" } });
    expect(found.map(({ mood }) => mood)).toEqual(["happy", "so_so", "sad"]);
  });

  it("R-ENUM-7 R-ENUM-6 a label that came after the generated code throws when it is read", async () => {
    await givenArticle();
    await database.query("ALTER TYPE mood ADD VALUE 'furious'");
    await database.query("UPDATE articles SET mood = 'furious', moods = '{furious}'");
    const article = await database.newEm().load(Article, id);
    expect(() => article.mood).toThrow(
      'mood holds "furious" of public.mood, which is not a value of Mood',
    );
    expect(() => article.moods).toThrow(expect.objectContaining({ code: "CODEC" }));
  });
});

describe("an enum array", () => {
  it("R-ENUM-8 R-ARR-5 R-NAME-8 is a list of codes, NULL reads as the empty list", async () => {
    await givenArticle({ palette: [Color.Blue, Color.Red], moods: [Mood.Sad] });
    const article = await database.newEm().load(Article, id);
    expect([article.palette, article.moods, article.genres, article.languages]).toEqual([
      ["BLUE", "RED"],
      ["sad"],
      [],
      undefined,
    ]);
    expect(Object.isFrozen(article.palette)).toBe(true);
    expect(await database.query("SELECT palette, moods::text[], genres FROM articles")).toEqual([
      { palette: [3, 1], moods: ["sad"], genres: [] },
    ]);
    await database.query("UPDATE articles SET palette = NULL, moods = NULL");
    const again = await database.newEm().load(Article, id);
    expect([again.palette, again.moods]).toEqual([[], []]);
  });

  it("R-ARR-5 setting the empty list where NULL is changes nothing", async () => {
    await givenArticle();
    const em = database.newEm();
    const article = await em.load(Article, id);
    article.palette = [];
    expect(article.isDirtyEntity).toBe(false);
    article.palette = [Color.Green];
    expect(article.isDirtyEntity).toBe(true);
    article.palette = [];
    expect(article.isDirtyEntity).toBe(false);
    article.palette = [Color.Green];
    article.genres = [Genre.Poetry, Genre.Drama, Genre.Poetry];
    await em.flush();
    expect(await database.query("SELECT palette, genres::text FROM articles")).toEqual([
      {
        palette: [2],
        genres:
          "{00000000-0000-4000-8000-00000000000a,00000000-0000-4000-8000-00000000000b,00000000-0000-4000-8000-00000000000a}",
      },
    ]);
  });

  it("R-ENUM-4 a question asks whether the list contains the code", async () => {
    await givenArticle({ palette: [Color.Blue], genres: [Genre.Drama] });
    const article = await database.newEm().load(Article, id);
    expect([article.isBlue, article.isRed, article.isGenresDrama]).toEqual([true, false, true]);
    expect(article.paletteDetails).toEqual([{ id: 3, code: "BLUE", name: "Blue" }]);
  });

  it("R-ARR-5 an id that is none of the enum's is a CodecError when it is read", async () => {
    await givenArticle();
    await database.query("UPDATE articles SET palette = '{1,77}'");
    const article = await database.newEm().load(Article, id);
    expect(() => article.palette).toThrow(expect.objectContaining({ code: "CODEC" }));
    expect(() => article.palette).toThrow(
      'Article:00000000-0000-4000-8000-000000000001.palette cannot be read as integer[]: "77" of public.color is not a value of Color',
    );
  });

  it("R-ARR-5 a bare list in a find asks what the column contains", async () => {
    await givenArticle({ palette: [Color.Blue, Color.Red], moods: [Mood.Sad] });
    const em = database.newEm();
    const counts = [
      em.findCount(Article, { palette: [Color.Red] }),
      em.findCount(Article, { palette: [Color.Green] }),
      em.findCount(Article, { moods: [Mood.Sad] }),
      em.findCount(Article, { palette: { eq: [Color.Blue, Color.Red] } }),
    ];
    expect(await Promise.all(counts)).toEqual([1, 0, 1, 1]);
    const statements = await database.statements(() => em.find(Article, { palette: [Color.Red] }));
    expect(statements.map((text) => /WHERE .*/.exec(text)?.[0])).toEqual([
      'WHERE a."palette" @> $1::integer[] ORDER BY a."id" ASC',
    ]);
  });
});
