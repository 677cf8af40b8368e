import { beforeEach, describe, expect, it } from "vitest";
import { Club } from "../schema/entities/Club.ts";
import { Loan } from "../schema/entities/Loan.ts";
import { Reader } from "../schema/entities/Reader.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();
const gone = new Date(0);

beforeEach(async () => {
  const em = database.newEm();
  const ann = em.create(Reader, { email: "ann@x.org", name: "Ann" });
  const bob = em.create(Reader, { email: "bob@x.org", name: "Bob", deletedAt: gone });
  const cyd = em.create(Reader, { email: "cyd@x.org", name: "Cyd" });
  em.create(Loan, { reader: ann, title: "b1" });
  em.create(Loan, { reader: bob, title: "b1" });
  em.create(Loan, { reader: cyd, title: "b1", deletedAt: gone });
  em.create(Club, { name: "both", readers: [ann, bob] });
  em.create(Club, { name: "gone", readers: [bob] });
  await em.flush();
});

const readerColumns =
  'r."id", r."email", r."name", r."joined_at", r."score", r."weight", r."shelf_id", r."favorite_color_id", r."deleted_at", r."version", r."created_at", r."updated_at"';

describe("finds and soft deletes", () => {
  it("R-SOFT-4 a find leaves out what is softly deleted, of its own type", async () => {
    const em = database.newEm();
    let names: string[] = [];
    const sent = await database.statements(async () => {
      names = (await em.find(Reader, { name: { ne: "Zoe" } })).map(({ name }) => name);
    });
    expect(names).toEqual(["Ann", "Cyd"]);
    expect(sent).toEqual([
      `SELECT ${readerColumns} FROM "public"."readers" AS r WHERE r."name" <> $1::text AND r."deleted_at" IS NULL ORDER BY r."id" ASC`,
    ]);
  });

  it("R-SOFT-4 and of every collection that the filter goes through", async () => {
    const em = database.newEm();
    let names: string[] = [];
    const sent = await database.statements(async () => {
      names = (await em.find(Reader, { loans: { title: "b1" } })).map(({ name }) => name);
    });
    expect(names).toEqual(["Ann"]);
    expect(sent).toEqual([
      `SELECT ${readerColumns} FROM "public"."readers" AS r WHERE EXISTS (SELECT 1 FROM "public"."loans" AS l WHERE l."reader_id" = r."id" AND l."title" = $1::text AND l."deleted_at" IS NULL) AND r."deleted_at" IS NULL ORDER BY r."id" ASC`,
    ]);
  });

  it("R-SOFT-4 a many-to-many is joined to its members to see which are there", async () => {
    const em = database.newEm();
    const clubs = async (where: Parameters<typeof em.find<Club>>[1]): Promise<string[]> =>
      (await em.find(Club, where)).map(({ name }) => name);
    expect(await clubs({ readers: true })).toEqual(["both"]);
    expect(await clubs({ readers: false })).toEqual(["gone"]);
    expect(await clubs({ readers: "reader:2" })).toEqual([]);
    expect(await clubs({ readers: { id: "reader:1" } })).toEqual(["both"]);
    expect(await clubs({ readers: { name: "Bob" } })).toEqual([]);
    const sent = await database.statements(() =>
      em.find(Club, { readers: { id: "reader:1" } }, { cache: false }),
    );
    expect(sent).toEqual([
      'SELECT c."id", c."name", c."version", c."created_at", c."updated_at" FROM "public"."clubs" AS c WHERE EXISTS (SELECT 1 FROM "public"."clubs_to_readers" AS c2 JOIN "public"."readers" AS r ON r."id" = c2."reader_id" WHERE c2."club_id" = c."id" AND c2."reader_id" = $1::integer AND r."deleted_at" IS NULL) ORDER BY c."id" ASC',
    ]);
  });

  it("R-SOFT-4 a reference shows its target, whatever became of it", async () => {
    const em = database.newEm();
    const loans = await em.find(Loan, { reader: { name: "Bob" } });
    expect(loans.map(({ idTagged }) => idTagged)).toEqual(["l:2"]);
    expect(await em.findCount(Loan, { reader: { name: "Bob", deletedAt: null } })).toBe(0);
  });

  it("R-SOFT-4 includes them everywhere when asked to, in finds, counts and lists of ids", async () => {
    const em = database.newEm();
    const softDeletes = "include";
    const names = (await em.find(Reader, { loans: true }, { softDeletes })).map(({ name }) => name);
    expect(names).toEqual(["Ann", "Bob", "Cyd"]);
    expect(await em.findCount(Reader, {}, { softDeletes })).toBe(3);
    expect(await em.findCount(Reader, {})).toBe(2);
    expect(await em.findIds(Reader, {}, { softDeletes })).toEqual([
      "reader:1",
      "reader:2",
      "reader:3",
    ]);
    expect(await em.findIds(Reader, {})).toEqual(["reader:1", "reader:3"]);
  });

  it("R-SOFT-5 a filter that names the field decides for its type, and for no other", async () => {
    const em = database.newEm();
    const names = async (where: Parameters<typeof em.find<Reader>>[1]): Promise<string[]> =>
      (await em.find(Reader, where)).map(({ name }) => name);
    expect(await names({ deletedAt: { ne: null } })).toEqual(["Bob"]);
    expect(await names({ deletedAt: undefined })).toEqual(["Ann", "Cyd"]);
    expect(await names({ loans: { deletedAt: { ne: null } } })).toEqual(["Cyd"]);
    expect(await names({ deletedAt: [null, gone], loans: true })).toEqual(["Ann", "Bob"]);
  });

  it("R-SOFT-1, R-ENT-1/isSoftDeletedEntity an entity says whether it is softly deleted", async () => {
    const em = database.newEm();
    const readers = await em.find(Reader, {}, { softDeletes: "include" });
    expect(readers.map(({ name, isSoftDeletedEntity }) => [name, isSoftDeletedEntity])).toEqual([
      ["Ann", false],
      ["Bob", true],
      ["Cyd", false],
    ]);
    readers[0]!.deletedAt = gone;
    expect(readers[0]!.isSoftDeletedEntity).toBe(true);
  });

  it("R-SOFT-6 a load by id gives what is softly deleted", async () => {
    const bob = await database.newEm().load(Reader, "reader:2");
    expect(bob.deletedAt).toEqual(gone);
  });

  it("R-FIND-10 another word than include or exclude is refused", async () => {
    const softDeletes = "all" as "include";
    await expect(database.newEm().find(Reader, {}, { softDeletes })).rejects.toMatchObject({
      code: "INVALID_FILTER",
      message: 'Invalid filter on Reader: softDeletes is neither "include" nor "exclude"',
    });
  });
});

describe("counts and ids", () => {
  it("R-FIND-2 a count of everything adds what is new and leaves out what is deleted, and counts no entity that was both", async () => {
    const em = database.newEm();
    em.create(Reader, { email: "dan@x.org", name: "Dan" });
    em.create(Reader, { email: "eve@x.org", name: "Eve", deletedAt: gone });
    em.delete(em.create(Reader, { email: "fay@x.org", name: "Fay" }));
    em.delete(await em.load(Reader, "reader:1"));
    expect(await em.findCount(Reader, {})).toBe(2);
    expect(await em.findCount(Reader, { name: undefined })).toBe(2);
    expect(await em.findCount(Reader, {}, { softDeletes: "include" })).toBe(4);
    expect(await em.findCount(Reader, { name: { ne: "x" } })).toBe(1);
  });

  it("R-FIND-1/findIds lists ids in their order, without what was deleted here, and loads nothing", async () => {
    const em = database.newEm();
    let ids: string[] = [];
    const sent = await database.statements(async () => {
      ids = await em.findIds(Loan, { reader: { name: "Ann" } });
    });
    expect(ids).toEqual(["l:1"]);
    expect(em.numberOfEntities).toBe(0);
    expect(sent).toEqual([
      'SELECT l."id" FROM "public"."loans" AS l JOIN "public"."readers" AS r ON r."id" = l."reader_id" WHERE r."name" = $1::text AND l."deleted_at" IS NULL ORDER BY l."id" ASC',
    ]);
    em.delete(await em.load(Loan, "l:1"));
    expect(await em.findIds(Loan, {})).toEqual(["l:2"]);
  });

  it("R-FIND-1/findCount counts an entity once, however many of its children match", async () => {
    const em = database.newEm();
    em.create(Loan, { reader: "reader:1", title: "b1" });
    await em.flush();
    expect(await em.findCount(Reader, { loans: { title: "b1" } })).toBe(1);
  });
});
