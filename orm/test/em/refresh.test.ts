import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

async function givenLibrary(): Promise<void> {
  const em = database.newEm();
  const author = em.create(Author, { firstName: "a1" });
  em.create(Author, { firstName: "a2" });
  const book = em.create(Book, { title: "b1", author });
  em.create(Review, { book, rating: 5 });
  book.tags.add(em.create(Tag, { name: "t1" }));
  em.create(Tag, { name: "t2" });
  await em.flush();
}

describe("refresh", () => {
  it("R-REFR-1 reads rows and loaded relations again, and drops what was not flushed", async () => {
    await givenLibrary();
    const em = database.newEm();
    const author = await em.load(Author, "a:1", "books");
    const book = await em.load(Book, "b:1", "tags");
    author.firstName = "mine";
    book.tags.add(await em.load(Tag, "t:2"));
    await database.query("UPDATE authors SET first_name = 'theirs', age = 7 WHERE id = 1");
    await database.query("INSERT INTO books (title, author_id) VALUES ('b2', 1)");
    await database.query("DELETE FROM books_to_tags");
    await em.refresh([author, book]);
    expect([author.firstName, author.age, author.isDirtyEntity]).toEqual(["theirs", 7, false]);
    expect(author.books.get.map(({ title }) => title)).toEqual(["b1", "b2"]);
    expect(book.tags.get).toEqual([]);
    expect(em.pendingChanges).toEqual([]);
  });

  it("R-REFR-1 shows a child where it points now", async () => {
    await givenLibrary();
    const em = database.newEm();
    const [a1, a2] = await em.loadAll(Author, ["a:1", "a:2"], "books");
    const [book] = a1!.books.get;
    await database.query("UPDATE books SET author_id = 2");
    await em.refresh(book!);
    expect([book!.author.id, a1!.books.get, a2!.books.get]).toEqual(["a:2", [], [book]]);
  });

  it("R-REFR-1 entities whose rows are gone are deleted", async () => {
    await givenLibrary();
    const em = database.newEm();
    const tag = await em.load(Tag, "t:2");
    tag.name = "t3";
    await database.query("DELETE FROM tags WHERE id = 2");
    await em.refresh(tag);
    expect([tag.isDeletedEntity, em.pendingChanges, await em.flush()]).toEqual([true, [], []]);
    await expect(em.load(Tag, "t:2")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("R-REFR-1 deepLoad loads all there is to load", async () => {
    await givenLibrary();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    await em.refresh(author, { deepLoad: true });
    const statements = await database.statements(async () => {
      const [book] = await author.books.load();
      const [review] = await book!.reviews.load();
      const [tag] = await book!.tags.load();
      expect([review!.rating, tag!.name, await author.image.load()]).toEqual([5, "t1", undefined]);
    });
    expect(statements).toEqual([]);
  });

  it("R-REFR-2 who is new in a collection is loaded as far as the others were", async () => {
    await givenLibrary();
    const em = database.newEm();
    const author = await em.load(Author, "a:1", { books: "reviews" });
    await database.query("INSERT INTO books (title, author_id) VALUES ('b2', 1)");
    await database.query("INSERT INTO reviews (book_id, rating) VALUES (2, 3)");
    await em.refresh(author);
    expect(author.books.get[1]!.reviews.get.map(({ rating }) => rating)).toEqual([3]);
  });

  it("R-REFR-3 keepChanges keeps what was set, as a change to the fresh row", async () => {
    await givenLibrary();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    author.firstName = "mine";
    author.age = 7;
    await database.query("UPDATE authors SET first_name = 'theirs', age = 7, last_name = 'l'");
    await em.refresh(author, { keepChanges: true });
    expect([author.firstName, author.changes.firstName.originalValue]).toEqual(["mine", "theirs"]);
    expect([author.lastName, author.changes.fields]).toEqual(["l", ["firstName"]]);
    await em.flush();
    expect(await database.query("SELECT first_name, age FROM authors WHERE id = 1")).toEqual([
      { first_name: "mine", age: 7 },
    ]);
  });

  it("R-REFR-3 a reference that leads where the fresh row does is no change any more", async () => {
    await givenLibrary();
    const em = database.newEm();
    const [book, a2] = [await em.load(Book, "b:1"), await em.load(Author, "a:2")];
    book.author.set(a2);
    await database.query("UPDATE books SET author_id = 2");
    await em.refresh(book, { keepChanges: true });
    expect([book.author.id, em.pendingChanges]).toEqual(["a:2", []]);
    book.author.set(em.create(Author, { firstName: "a3" }));
    await em.refresh(book, { keepChanges: true });
    expect(book.changes.fields).toEqual(["author"]);
  });

  it("R-REFR-4 costs one statement per type and one per loaded relation, in one round trip", async () => {
    await givenLibrary();
    const em = database.newEm();
    const authors = await em.find(Author, {}, { populate: { books: "reviews" } });
    expect(authors.length).toBe(2);
    const refresh = (): Promise<void> => em.refresh();
    expect(await database.roundTrips(refresh)).toBe(1);
    const recorded = await database.recorded(refresh);
    expect(recorded.map(({ operation }) => operation).toSorted()).toEqual([
      "load Author.books",
      "load Book.reviews",
      "refresh Author",
      "refresh Book",
      "refresh Review",
    ]);
    expect(recorded[0]!.text).toBe(
      'SELECT t."id", t."first_name", t."last_name", t."age", t."balance", t."born_on", t."is_active", t."publisher_id", t."mentor_id", t."favorite_color_id", t."version", t."created_at", t."updated_at" FROM "public"."authors" AS t WHERE t."id" = ANY($1::integer[])',
    );
  });

  it("R-EM-1 an em tells that it refreshes", async () => {
    await givenLibrary();
    const em = database.newEm();
    await em.load(Author, "a:1");
    const refreshing = em.refresh();
    expect(em.isRefreshing).toBe(true);
    await refreshing;
    expect(em.isRefreshing).toBe(false);
  });
});
