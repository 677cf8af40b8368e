import { beforeEach, describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Image } from "../schema/entities/Image.ts";
import { Shop } from "../schema/entities/Shop.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

beforeEach(async () => {
  const em = database.newEm();
  const author = em.create(Author, { firstName: "a1" });
  em.create(Image, { author, fileName: "i1" });
  await em.flush();
});

describe("a row that is deleted here and inserted elsewhere", () => {
  it("R-DEL-2 is another entity, which finds give and counts count", async () => {
    const em = database.newEm();
    const author = await em.load(Author, "a:1", "image");
    em.delete([author, author.image.get!]);
    await em.flush();
    expect(await em.findCount(Author, { firstName: "a1" })).toBe(0);
    await database.query(
      "INSERT INTO authors (id, first_name, version, created_at, updated_at) VALUES (1, 'again', 1, now(), now())",
    );
    await database.query(
      "INSERT INTO images (id, author_id, file_name, version, created_at, updated_at) VALUES (1, 1, 'again', 1, now(), now())",
    );
    const [found] = await em.find(Author, {}, { cache: false, populate: "image" });
    expect([found?.firstName, found?.image.get?.fileName, found === author]).toEqual([
      "again",
      "again",
      false,
    ]);
    expect([author.isDeletedEntity, found!.isDeletedEntity]).toEqual([true, false]);
    expect(await em.findCount(Author, {}, { cache: false })).toBe(1);
    expect(await em.findIds(Author, {}, { cache: false })).toEqual(["a:1"]);
    expect(await em.load(Author, "a:1")).toBe(found);
    found!.age = 7;
    await em.flush();
    expect(await database.query("SELECT first_name, age FROM authors")).toEqual([
      { first_name: "again", age: 7 },
    ]);
  });
});

describe("a row that is gone already", () => {
  it("R-DEL-4 is no error where nothing tells whether it was changed", async () => {
    const before = database.newEm();
    before.create(Shop, { name: "s" });
    await before.flush();
    const em = database.newEm();
    const shop = await em.load(Shop, "s:1");
    em.delete(shop);
    await database.query("DELETE FROM shops");
    expect(await em.flush()).toEqual([shop]);
    expect([shop.isDeletedEntity, em.pendingChanges]).toEqual([true, []]);
  });
});
