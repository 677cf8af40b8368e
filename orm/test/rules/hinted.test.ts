// Rules with reactive hints: which entities a change concerns, what finding them costs, and what a rule is given.
import { beforeEach, describe, expect, it } from "vitest";
import { Article } from "../schema/entities/Article.ts";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { articleConfig } from "../schema/entities/codegen/ArticleCodegen.ts";
import { authorConfig } from "../schema/entities/codegen/AuthorCodegen.ts";
import { bookConfig } from "../schema/entities/codegen/BookCodegen.ts";
import { commentConfig } from "../schema/entities/codegen/CommentCodegen.ts";
import { criticConfig } from "../schema/entities/codegen/CriticCodegen.ts";
import { dogConfig } from "../schema/entities/codegen/DogCodegen.ts";
import { folderConfig } from "../schema/entities/codegen/FolderCodegen.ts";
import { imageConfig } from "../schema/entities/codegen/ImageCodegen.ts";
import { partConfig } from "../schema/entities/codegen/PartCodegen.ts";
import { publisherConfig } from "../schema/entities/codegen/PublisherCodegen.ts";
import { tagConfig } from "../schema/entities/codegen/TagCodegen.ts";
import { Comment } from "../schema/entities/Comment.ts";
import { Critic } from "../schema/entities/Critic.ts";
import { newCat } from "../schema/entities/factories/newCat.ts";
import { newDog } from "../schema/entities/factories/newDog.ts";
import { Folder } from "../schema/entities/Folder.ts";
import { Image } from "../schema/entities/Image.ts";
import { Keeper } from "../schema/entities/Keeper.ts";
import { Part } from "../schema/entities/Part.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { PublisherGroup } from "../schema/entities/PublisherGroup.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { Topic } from "../schema/entities/Topic.ts";
import { useTestDatabase } from "../testDatabase.ts";

/** The rules that were asked, each with its entity: `books Author:1`. */
const asked: string[] = [];
const note = (rule: string, entity: { toString(): string }): void =>
  void asked.push(`${rule} ${String(entity)}`);

/** What the rules were given. */
const given: object[] = [];

authorConfig.addRule({ books: "title", firstName: {} }, (author) => {
  note("books", author);
  given.push(author, ...author.books.get);
  if (author.books.get.some((book) => book.title === author.firstName))
    return "a book may not be named after its author";
  return undefined;
});
authorConfig.addRule({ books: { reviews: "rating" } }, (author) => {
  note("ratings", author);
  author.books.get.flatMap((book) => book.reviews.get.map(({ rating }) => rating));
});
authorConfig.addRule(["lastName", "createdAt", "age:ro"], (author) => {
  note("own", author);
  return author.age === 13 && author.lastName === "Unlucky" ? "is unlucky" : undefined;
});
authorConfig.addRule({ "image:ro": "fileName", "mentor:ro": {} }, (author) => {
  note("read-only", author);
  return author.image.get?.fileName === "bad.png" ? "has a bad image" : undefined;
});
bookConfig.addRule({ author: { publisher: "name" } }, (book) => {
  note("publisher", book);
  void book.author.get.publisher.get?.name;
});
bookConfig.addRule({ tags: "name" }, (book) => {
  note("tags", book);
  return book.tags.get.length > 2 ? `has ${book.tags.get.map(({ name }) => name).join(", ")}` : [];
});
imageConfig.addRule({ author: "firstName" }, (image) => note("owner", image));
publisherConfig.addRule({ authors: { image: "fileName" } }, (publisher) =>
  note("images", publisher),
);
tagConfig.addRule({ books: {} }, (tag) => note("used", tag));
folderConfig.addRule({ parentsRecursive: "name" }, (folder) => {
  note("above", folder);
  void folder.parentsRecursive.get.map(({ name }) => name);
});
folderConfig.addRule({ childrenRecursive: "name" }, (folder) => {
  note("below", folder);
  void folder.childrenRecursive.get.map(({ name }) => name);
});
partConfig.addRule({ componentsRecursive: "name" }, (part) => note("components", part));
commentConfig.addRule({ parent: { title: {}, name: {} } }, (comment) => {
  note("subject", comment);
});
commentConfig.addRule("languages", (comment) => note("languages", comment));
articleConfig.addRule({ comments: "body" }, (article) => note("comments", article));
criticConfig.addRule({ group: "name" }, (critic) => note("group", critic));
dogConfig.addRule({ keeper: "name" }, (dog) => note("keeper", dog));

const database = useTestDatabase();

beforeEach(() => {
  asked.length = 0;
});

/** What a flush asked, in the order of the alphabet. */
async function askedBy(flush: () => Promise<unknown>): Promise<string[]> {
  asked.length = 0;
  await flush();
  return asked.toSorted();
}

/** Two authors of one publisher with two books each, every book with a review and a tag. */
async function givenLibrary(): Promise<void> {
  const em = database.newEm();
  const publisher = em.create(Publisher, { name: "p" });
  const tag = em.create(Tag, { name: "t" });
  for (const firstName of ["a1", "a2"]) {
    const author = em.create(Author, { firstName, publisher });
    em.create(Image, { author, fileName: `${firstName}.png` });
    for (const at of [1, 2]) {
      const book = em.create(Book, { title: `${firstName} ${at}`, author, tags: [tag] });
      em.create(Review, { book, rating: 5 });
    }
  }
  await em.flush();
  asked.length = 0;
}

describe("a rule with a hint is asked", () => {
  it("R-RULE-5 whose reference leads to a row that is not there rejects with NotFoundError, and with a rule's complaint before that", async () => {
    const em = database.newEm();
    const book = em.create(Book, { title: "b1", author: "a:9" });
    await expect(em.flush()).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: "a:9 was not found",
    });
    Reflect.set(book, "title", undefined);
    await expect(em.flush()).rejects.toMatchObject({
      message: "Validation error: Book#1 title is required",
    });
  });

  it("R-RULE-1 about what is new, once for each rule", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "a1" });
    em.create(Book, { title: "b1", author });
    expect(await askedBy(() => em.flush())).toEqual([
      "books Author#1",
      "own Author#1",
      "publisher Book#1",
      "ratings Author#1",
      "read-only Author#1",
      "tags Book#1",
    ]);
    expect(await askedBy(() => em.flush())).toEqual([]);
  });

  it("R-RULE-1 R-RX-15 about the parent of a child that changed, for one statement whatever the number of children", async () => {
    await givenLibrary();
    const em = database.newEm();
    const books = await em.loadAll(Book, ["b:1", "b:2", "b:3"]);
    for (const book of books) book.title += "!";
    const sent = await database.statements(() => em.flush());
    expect(asked.toSorted()).toEqual(["books Author:1", "books Author:2"]);
    expect(sent.filter((text) => text.startsWith("SELECT") && !text.includes("FOR "))).toEqual([
      expect.stringMatching(
        /FROM "public"\."authors" AS t WHERE t\."id" = ANY\(\$1::integer\[\]\)$/,
      ),
      expect.stringMatching(
        /FROM "public"\."books" AS t WHERE t\."author_id" = ANY\(\$1::integer\[\]\)/,
      ),
    ]);
  });

  it("R-RULE-1 R-RX-15 about what is two relations away, for one statement each", async () => {
    await givenLibrary();
    const em = database.newEm();
    for (const review of await em.find(Review, {})) review.rating = 4;
    database.driver.clear();
    expect(await askedBy(() => em.flush())).toEqual(["ratings Author:1", "ratings Author:2"]);
    expect(
      database.driver.statements
        .map(({ operation }) => operation)
        .filter((each) => /load/.test(each)),
    ).toEqual(["load Book", "load Author", "load Author.books", "load Book.reviews"]);
  });

  it("R-RULE-1 about the old and the new parent of a child that moved", async () => {
    await givenLibrary();
    const em = database.newEm();
    (await em.load(Book, "b:1")).author.id = "a:2";
    expect(await askedBy(() => em.flush())).toEqual([
      "books Author:1",
      "books Author:2",
      "publisher Book:1",
      "ratings Author:1",
      "ratings Author:2",
    ]);
    const review = await em.load(Review, "r:1");
    review.book.id = "b:3";
    expect(await askedBy(() => em.flush())).toEqual(["ratings Author:2"]);
    review.book.id = "b:2";
    expect(await askedBy(() => em.flush())).toEqual(["ratings Author:1", "ratings Author:2"]);
  });

  it("R-RULE-1 about the parent of a child that was made or deleted", async () => {
    await givenLibrary();
    const em = database.newEm();
    const book = em.create(Book, { title: "new", author: "a:1" });
    expect(await askedBy(() => em.flush())).toEqual([
      "books Author:1",
      "publisher Book#1",
      "ratings Author:1",
      "tags Book#1",
    ]);
    em.delete(book);
    expect(await askedBy(() => em.flush())).toEqual(["books Author:1", "ratings Author:1"]);
    em.delete(await em.load(Review, "r:1"));
    expect(await askedBy(() => em.flush())).toEqual(["ratings Author:1"]);
  });

  it("R-RULE-1 not about what is deleted, nor about what changed in nothing that the hint names", async () => {
    await givenLibrary();
    const em = database.newEm();
    const [author, other] = await em.loadAll(Author, ["a:1", "a:2"]);
    other!.age = 7;
    const book = await em.load(Book, "b:1");
    book.notes = "n";
    expect(await askedBy(() => em.flush())).toEqual([]);
    for (const each of await em.find(Book, { author: "a:1" })) em.delete(each);
    for (const each of await em.find(Review, { book: { author: "a:1" } })) em.delete(each);
    em.delete(await em.load(Image, "i:1"));
    em.delete(author!);
    expect(await askedBy(() => em.flush())).toEqual(["images Publisher:1", "used Tag:1"]);
  });

  it("R-RULE-2 R-RX-4 not when only what is marked with :ro or immutable changed", async () => {
    await givenLibrary();
    const em = database.newEm();
    const author = await em.load(Author, "a:1", ["image", "publisher"]);
    author.age = 13;
    expect(await askedBy(() => em.flush())).toEqual([]);
    author.image.get!.fileName = "bad.png";
    expect(await askedBy(() => em.flush())).toEqual(["images Publisher:1"]);
    author.lastName = "x";
    expect(await askedBy(() => em.flush())).toEqual(["own Author:1"]);
  });

  it("R-RULE-1 about all who reach what changed by a many-to-one, for one statement each way", async () => {
    await givenLibrary();
    const em = database.newEm();
    (await em.load(Publisher, "p:1")).name = "q";
    database.driver.clear();
    expect(await askedBy(() => em.flush())).toEqual(
      [1, 2, 3, 4].map((id) => `publisher Book:${id}`),
    );
    expect(
      database.driver.statements
        .map(({ operation }) => operation)
        .filter((each) => /load/.test(each)),
    ).toEqual(["load Publisher.authors", "load Author.books"]);
    (await em.load(Author, "a:1")).publisher.set(undefined);
    expect(await askedBy(() => em.flush())).toEqual([
      "images Publisher:1",
      "publisher Book:1",
      "publisher Book:2",
    ]);
  });

  it("R-RULE-1 across one-to-ones, both ways", async () => {
    await givenLibrary();
    const em = database.newEm();
    (await em.load(Author, "a:1")).firstName = "x";
    expect(await askedBy(() => em.flush())).toEqual(["books Author:1", "owner Image:1"]);
    (await em.load(Image, "i:2")).fileName = "x.png";
    expect(await askedBy(() => em.flush())).toEqual(["images Publisher:1"]);
  });

  it("R-RULE-1 across many-to-manys: of rows added and removed, of what they lead to, of what goes with its rows", async () => {
    await givenLibrary();
    const em = database.newEm();
    const [book] = await em.loadAll(Book, ["b:1"]);
    const tag = em.create(Tag, { name: "u", books: [book!] });
    expect(await askedBy(() => em.flush())).toEqual(["tags Book:1", "used Tag#1"]);
    tag.name = "v";
    expect(await askedBy(() => em.flush())).toEqual(["tags Book:1"]);
    book!.tags.remove(await em.load(Tag, "t:1"));
    expect(await askedBy(() => em.flush())).toEqual(["tags Book:1", "used Tag:1"]);
    const em2 = database.newEm();
    em2.delete(await em2.load(Tag, "t:1"));
    expect(await askedBy(() => em2.flush())).toEqual([2, 3, 4].map((id) => `tags Book:${id}`));
  });

  it("R-RULE-1 along recursive relations: whoever is above or below what moved, and was", async () => {
    const em1 = database.newEm();
    const [a, b, c] = ["a", "b", "c"].map((name) => em1.create(Folder, { name }));
    b!.parent.set(a);
    c!.parent.set(b);
    em1.create(Folder, { name: "d", parent: em1.create(Folder, { name: "e" }) });
    await em1.flush();
    const em = database.newEm();
    (await em.load(Folder, "f:2")).name = "B";
    expect(await askedBy(() => em.flush())).toEqual(["above Folder:3", "below Folder:1"]);
    const em2 = database.newEm();
    (await em2.load(Folder, "f:2")).parent.id = "f:5";
    expect(await askedBy(() => em2.flush())).toEqual([
      "above Folder:2",
      "above Folder:3",
      "below Folder:1",
      "below Folder:4",
      "below Folder:5",
    ]);
    const em3 = database.newEm();
    em3.delete(await em3.load(Folder, "f:3"));
    expect(await askedBy(() => em3.flush())).toEqual([
      "below Folder:2",
      "below Folder:4",
      "below Folder:5",
    ]);
  });

  it("R-RULE-1 along recursive many-to-manys", async () => {
    const em1 = database.newEm();
    const [wheel, car, fleet] = ["wheel", "car", "fleet"].map((name) => em1.create(Part, { name }));
    car!.components.add(wheel!);
    fleet!.components.add(car!);
    await em1.flush();
    const em = database.newEm();
    (await em.load(Part, "pt:1")).name = "Wheel";
    expect(await askedBy(() => em.flush())).toEqual(["components Part:2", "components Part:3"]);
    const em2 = database.newEm();
    const bolt = em2.create(Part, { name: "bolt" });
    (await em2.load(Part, "pt:2")).components.add(bolt);
    expect(await askedBy(() => em2.flush())).toEqual([
      "components Part#1",
      "components Part:2",
      "components Part:3",
    ]);
  });

  it("R-RULE-1 across polymorphic references, from each of their types, and back", async () => {
    const em1 = database.newEm();
    const article = em1.create(Article, { title: "t" } as never);
    const topic = em1.create(Topic, { id: "topic-1" as never, name: "n" });
    em1.create(Comment, { body: "1", parent: article });
    em1.create(Comment, { body: "2", parent: topic });
    await em1.flush();
    const em = database.newEm();
    (await em.findOneOrFail(Article, {})).title = "T";
    expect(await askedBy(() => em.flush())).toEqual(["subject Comment:1"]);
    (await em.findOneOrFail(Topic, {})).name = "N";
    expect(await askedBy(() => em.flush())).toEqual(["subject Comment:2"]);
    const [one, two] = await em.find(Comment, {}, { orderBy: { id: "ASC" } });
    one!.body = "one";
    expect((await askedBy(() => em.flush())).map((each) => each.split(" ")[0])).toEqual([
      "comments",
    ]);
    two!.parent.set(await em.findOneOrFail(Article, {}));
    expect((await askedBy(() => em.flush())).map((each) => each.split(" ")[0])).toEqual([
      "comments",
      "subject",
    ]);
    // A comment that is softly deleted leaves the collection.
    em.delete(two!);
    expect((await askedBy(() => em.flush())).map((each) => each.split(" ")[0])).toContain(
      "comments",
    );
  });

  it("R-RULE-1 about an enum collection that changed", async () => {
    const em1 = database.newEm();
    em1.create(Comment, { body: "1", parent: em1.create(Article, { title: "t" } as never) });
    await em1.flush();
    const em = database.newEm();
    (await em.load(Comment, "cm:1")).languages.add("GERMAN");
    expect(await askedBy(() => em.flush())).toEqual(["languages Comment:1"]);
  });

  it("R-RULE-1 about the members of a collection that is too large to be loaded", async () => {
    const em1 = database.newEm();
    const group = em1.create(PublisherGroup, { name: "g" });
    for (const name of ["1", "2"]) em1.create(Critic, { name, group });
    await em1.flush();
    const em = database.newEm();
    (await em.load(PublisherGroup, "pg:1")).name = "G";
    asked.length = 0;
    const sent = await database.statements(() => em.flush());
    expect(asked.toSorted()).toEqual(["group Critic:1", "group Critic:2"]);
    expect(sent.filter((text) => text.includes('"critics"'))).toHaveLength(1);
  });

  it("R-RULE-1 R-CFG-2 about entities of the type that it was added to, not of others that the same relation leads to", async () => {
    const em1 = database.newEm();
    const keeper = em1.create(Keeper, { name: "k" });
    newDog(em1, { keeper });
    newCat(em1, { keeper });
    await em1.flush();
    const em = database.newEm();
    (await em.load(Keeper, "k:1")).name = "K";
    expect(await askedBy(() => em.flush())).toEqual(["keeper Dog:1"]);
  });
});

describe("what a rule with a hint does", () => {
  it("R-RULE-1 stops a flush for an entity that did not change itself, and nothing is sent", async () => {
    await givenLibrary();
    const em = database.newEm();
    const book = await em.load(Book, "b:1");
    book.title = "a1";
    await expect(em.flush()).rejects.toMatchObject({
      code: "VALIDATION",
      message: "Validation error: Author:1 a book may not be named after its author",
    });
    expect(await database.query("SELECT title FROM books WHERE id = 1")).toEqual([
      { title: "a1 1" },
    ]);
    book.title = "a3";
    await em.flush();
  });

  it("R-RULE-2 is given the entities themselves, with their changes", async () => {
    await givenLibrary();
    const em = database.newEm();
    const author = await em.load(Author, "a:1", "books");
    author.firstName = "x";
    given.length = 0;
    await em.flush();
    expect(given).toHaveLength(3);
    expect(given[0]).toBe(author);
    expect(given[1]).toBe(author.books.get[0]);
    expect(author.fullNonReactiveAccess).toBe(author);
  });

  it("R-RULE-2 reads what it loads without reacting to it", async () => {
    await givenLibrary();
    await database.query("UPDATE images SET file_name = 'bad.png'");
    const em = database.newEm();
    em.create(Image, { author: em.create(Author, { firstName: "a3" }), fileName: "bad.png" });
    await expect(em.flush()).rejects.toThrow("Validation error: Author#1 has a bad image");
  });

  it("R-FLUSH-6 is told together with the rules of single entities", async () => {
    await givenLibrary();
    const em = database.newEm();
    const [book, other] = await em.loadAll(Book, ["b:1", "b:2"]);
    book!.title = "a1";
    other!.title = "";
    await expect(em.flush()).rejects.toThrow(
      "Validation errors (2): Book:2 title is required, Author:1 a book may not be named after its author",
    );
  });

  it("R-FLUSH-10 R-RX-15 costs no statement when nobody is concerned", async () => {
    await givenLibrary();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    author.age = 3;
    const sent = await database.recorded(() => em.flush());
    expect(sent.map(({ operation }) => operation).filter((each) => /load|find/.test(each))).toEqual(
      [],
    );
  });
});
