// Each kind of member that is neither a plain field nor a plain relation, unloaded and loaded, and what options and filters take.
import type {
  EnumCollection,
  FieldsOf,
  FilterOf,
  LargeCollection,
  LazyField,
  Loaded,
  LoadedEnumCollection,
  LoadedLazyField,
  LoadedPolymorphicReference,
  LoadedReadOnlyCollection,
  LoadHint,
  NotLoaded,
  OptsOf,
  Page,
  PolymorphicReference,
  RecursiveCollection,
} from "kingpost";
import { describe, expectTypeOf, it } from "vitest";
import { Article } from "../schema/entities/Article.ts";
import { Author } from "../schema/entities/Author.ts";
import { type CommentParent, isCommentParent } from "../schema/entities/codegen/CommentCodegen.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Comment } from "../schema/entities/Comment.ts";
import type { Critic } from "../schema/entities/Critic.ts";
import { Document } from "../schema/entities/Document.ts";
import type { Color } from "../schema/entities/enums/Color.ts";
import type { Genre } from "../schema/entities/enums/Genre.ts";
import type { Mood } from "../schema/entities/enums/Mood.ts";
import type { Like } from "../schema/entities/Like.ts";
import { PublisherGroup } from "../schema/entities/PublisherGroup.ts";
import type { Topic } from "../schema/entities/Topic.ts";

declare const em: EntityManager;
declare const value: unknown;

describe("a polymorphic reference", () => {
  it("R-POLY-1 leads to a union, which its guard and its members narrow", () => {
    expectTypeOf<CommentParent>().toEqualTypeOf<Article | Topic | Comment>();
    if (isCommentParent(value)) expectTypeOf(value).toEqualTypeOf<CommentParent>();
  });

  it("R-REL-1 is read when it was loaded only, and gives the union then", async () => {
    const comment = await em.load(Comment, "cm:1");
    expectTypeOf(comment.parent).toEqualTypeOf<
      NotLoaded<"parent", "add it to populate", PolymorphicReference<Comment, CommentParent, never>>
    >();
    expectTypeOf(comment.parent).not.toHaveProperty("get");
    expectTypeOf(await comment.parent.load()).toEqualTypeOf<CommentParent>();
    const loaded = await em.load(Comment, "cm:1", "parent");
    expectTypeOf(loaded.parent).toExtend<
      LoadedPolymorphicReference<Comment, CommentParent, never>
    >();
    expectTypeOf(loaded.parent.get).toEqualTypeOf<CommentParent>();
    const parent: CommentParent = loaded.parent.get;
    if (parent instanceof Comment) expectTypeOf(parent.body).toEqualTypeOf<string>();
    expectTypeOf<Loaded<Like, "subject">["subject"]["get"]>().toEqualTypeOf<
      Article | Comment | undefined
    >();
  });

  it("R-TLOAD-7 a hint through it takes the keys of any type, and loads each where it is", async () => {
    const { parent } = await em.load(Comment, "cm:1", { parent: { comments: {}, replies: {} } });
    const target = parent.get;
    if (target instanceof Comment) {
      expectTypeOf(target.replies.get).toEqualTypeOf<ReadonlyArray<Comment>>();
      expectTypeOf(target.likes).not.toHaveProperty("get");
    } else if (target instanceof Article)
      expectTypeOf(target.comments.get).toEqualTypeOf<ReadonlyArray<Comment>>();
  });

  it("R-POLY-2 options take an entity or an id of any of its types, filters those and their types", () => {
    type Parent = OptsOf<Comment>["parent"];
    expectTypeOf<Article | Topic | Comment | "to:t1">().toExtend<Parent>();
    expectTypeOf<Author>().not.toExtend<Parent>();
    expectTypeOf<undefined>().not.toExtend<Parent>();
    expectTypeOf<undefined>().toExtend<OptsOf<Like>["subject"]>();
    type Filter = NonNullable<FilterOf<Comment>["parent"]>;
    expectTypeOf<Article | "to:t1" | true | (Article | "to:t1")[]>().toExtend<Filter>();
    expectTypeOf<{ type: typeof Article }>().toExtend<Filter>();
    expectTypeOf<{ type: (typeof Article | typeof Comment)[] }>().toExtend<Filter>();
    expectTypeOf<{ type: typeof Author }>().not.toExtend<Filter>();
    expectTypeOf<null>().not.toExtend<Filter>();
    expectTypeOf<null>().toExtend<FilterOf<Like>["subject"]>();
    expectTypeOf<{ title: "x" }>().toExtend<FilterOf<Comment>["parentArticle"]>();
  });
});

describe("enums", () => {
  it("R-M2M-10 a collection of codes is loaded as others are, and takes codes only", async () => {
    const article = await em.load(Article, "ar:1");
    expectTypeOf(article.colors).toEqualTypeOf<
      NotLoaded<"colors", "add it to populate", EnumCollection<Article, Color>>
    >();
    expectTypeOf(article.colors).not.toHaveProperty("get");
    expectTypeOf(await article.colors.load()).toEqualTypeOf<ReadonlyArray<Color>>();
    expectTypeOf<Parameters<EnumCollection<Article, Color>["add"]>[0]>().toEqualTypeOf<Color>();
    const loaded = await em.populate(article, "colors");
    expectTypeOf(loaded.colors).toExtend<LoadedEnumCollection<Article, Color>>();
    expectTypeOf(loaded.colors.get).toEqualTypeOf<ReadonlyArray<Color>>();
    expectTypeOf<OptsOf<Article>["colors"]>().toEqualTypeOf<ReadonlyArray<Color> | undefined>();
    expectTypeOf<"RED" | boolean | Color[] | { in: Color[] }>().toExtend<
      FilterOf<Article>["colors"]
    >();
    expectTypeOf<"PURPLE">().not.toExtend<FilterOf<Article>["colors"]>();
    expectTypeOf(await article.changes.colors.originalValues).toEqualTypeOf<ReadonlyArray<Color>>();
  });

  it("R-ARR-5 an array of codes is read-only and never undefined", () => {
    expectTypeOf<Article["palette"]>().toEqualTypeOf<ReadonlyArray<Color>>();
    expectTypeOf<Article["moods"]>().toEqualTypeOf<ReadonlyArray<Mood>>();
    expectTypeOf<OptsOf<Article>["palette"]>().toEqualTypeOf<
      ReadonlyArray<Color> | null | undefined
    >();
    expectTypeOf<OptsOf<Article>["genres"]>().toEqualTypeOf<ReadonlyArray<Genre> | undefined>();
    expectTypeOf<{ contains: ["RED"] }>().toExtend<FilterOf<Article>["palette"]>();
    expectTypeOf<"palette">().not.toExtend<LoadHint<Article>>();
  });
});

describe("a lazy column", () => {
  it("R-LAZY-1 R-LAZY-2 is no plain field: it is loaded, by a hint too, and read then", async () => {
    const document = await em.load(Document, "d:1");
    expectTypeOf(document.body).toEqualTypeOf<
      NotLoaded<"body", "add it to populate", LazyField<Document, string>>
    >();
    expectTypeOf(document.body).not.toHaveProperty("get");
    expectTypeOf(await document.body.load()).toEqualTypeOf<string>();
    expectTypeOf<Parameters<Document["summary"]["set"]>[0]>().toEqualTypeOf<string | undefined>();
    const loaded = await em.populate(document, ["body", "summary"]);
    expectTypeOf(loaded.body).toExtend<LoadedLazyField<Document, string>>();
    expectTypeOf(loaded.body.get).toEqualTypeOf<string>();
    expectTypeOf(loaded.summary.get).toEqualTypeOf<string | undefined>();
    expectTypeOf(loaded.scans).not.toHaveProperty("get");
    expectTypeOf<OptsOf<Document>["body"]>().toEqualTypeOf<string>();
  });

  it("R-REFR-5 is named by the hint of a refresh, which takes what the entity has to load", async () => {
    const document = await em.load(Document, "d:1");
    expectTypeOf(em.refresh(document, { populate: ["body", "folder"] })).resolves.toBeVoid();
    expectTypeOf(
      em.refresh([document], { populate: "body", keepChanges: true }),
    ).resolves.toBeVoid();
    // @ts-expect-error -- a plain field is nothing to load.
    void em.refresh(document, { populate: "title" });
  });
});

describe("a recursive collection", () => {
  it("R-RECUR-1 is loaded and read, and nothing is added to it", async () => {
    const author = await em.load(Author, "a:1");
    expectTypeOf(author.menteesRecursive).toEqualTypeOf<
      NotLoaded<"menteesRecursive", "add it to populate", RecursiveCollection<Author, Author>>
    >();
    expectTypeOf(author.menteesRecursive).not.toHaveProperty("get");
    expectTypeOf(author.menteesRecursive).not.toHaveProperty("add");
    expectTypeOf(author.menteesRecursive).not.toHaveProperty("set");
    expectTypeOf(author.menteesRecursive.load({ maxDepth: 2 })).resolves.toEqualTypeOf<
      ReadonlyArray<Author>
    >();
    const loaded = await em.populate(author, { menteesRecursive: "publisher" });
    expectTypeOf(loaded.menteesRecursive).toExtend<LoadedReadOnlyCollection<Author, Author>>();
    expectTypeOf(loaded.menteesRecursive.get).toEqualTypeOf<
      ReadonlyArray<Loaded<Author, "publisher">>
    >();
    expectTypeOf<"menteesRecursive" & keyof OptsOf<Author>>().toEqualTypeOf<never>();
    expectTypeOf<{ firstName: "x" }>().toExtend<FilterOf<Author>["menteesRecursive"]>();
  });

  it("R-CHG-1 has no changes of its own: those are of the relation that it follows", () => {
    expectTypeOf<Author["changes"]["menteesRecursive"]>().toEqualTypeOf<undefined>();
    expectTypeOf<Author["changes"]["mentees"]["kind"]>().toEqualTypeOf<"o2m">();
  });
});

describe("a large collection", () => {
  it("R-LARGE-1 is asked, never loaded: no hint names it, and it has no get, load or set", async () => {
    const group = await em.load(PublisherGroup, "pg:1");
    expectTypeOf(group.critics).toEqualTypeOf<LargeCollection<PublisherGroup, Critic>>();
    expectTypeOf(group.critics).not.toHaveProperty("get");
    expectTypeOf(group.critics).not.toHaveProperty("load");
    expectTypeOf(group.critics).not.toHaveProperty("set");
    expectTypeOf<"critics">().not.toExtend<LoadHint<PublisherGroup>>();
    expectTypeOf<{ critics: {} }>().not.toExtend<LoadHint<PublisherGroup>>();
    expectTypeOf<{}>().toExtend<LoadHint<PublisherGroup>>();
    expectTypeOf(group.critics.find("cr:1")).resolves.toEqualTypeOf<Critic | undefined>();
    expectTypeOf(group.critics.count({ name: "x" })).resolves.toEqualTypeOf<number>();
    expectTypeOf(group.critics.page({ first: 2 })).resolves.toEqualTypeOf<Page<Critic>>();
    expectTypeOf(group.critics.stream()).toEqualTypeOf<AsyncIterable<Critic>>();
    expectTypeOf<{ name: "x" }>().toExtend<FilterOf<PublisherGroup>["critics"]>();
  });
});

describe("a protected field", () => {
  it("R-FIELD-10 is read by all, and is no option; one that is protected when read is no member", () => {
    expectTypeOf<Document["status"]>().toEqualTypeOf<string>();
    expectTypeOf<"setStatus" | "secretNote">().not.toExtend<keyof Document>();
    expectTypeOf<
      ("status" | "reviewer" | "secretNote") & keyof OptsOf<Document>
    >().toEqualTypeOf<never>();
    expectTypeOf<"status" | "secretNote">().toExtend<keyof FieldsOf<Document>>();
    expectTypeOf<{ status: "open" }>().toExtend<FilterOf<Document>>();
  });
});
