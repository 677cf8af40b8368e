import { beforeEach, describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Image } from "../schema/entities/Image.ts";
import { Reader } from "../schema/entities/Reader.ts";
import { Shelf } from "../schema/entities/Shelf.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

beforeEach(async () => {
  const em = database.newEm();
  const shelf = em.create(Shelf, { room: "north", position: 1 });
  em.create(Shelf, { room: "north", position: 2 });
  em.create(Reader, { email: "Ann@x.org", name: "Ann", shelf });
  em.create(Reader, { email: "bob@x.org", name: "Bob", deletedAt: new Date(0) });
  await em.flush();
});

const shelfColumns =
  's."id", s."room", s."position", s."label", s."version", s."created_at", s."updated_at"';
const readerColumns =
  'r."id", r."email", r."name", r."joined_at", r."score", r."weight", r."shelf_id", r."favorite_color_id", r."deleted_at", r."version", r."created_at", r."updated_at"';

describe("findByUnique", () => {
  it("R-FIND-1/findByUnique finds by one unique field, as the column compares, and populates", async () => {
    const em = database.newEm();
    const ann = await em.findByUnique(Reader, { email: "ANN@X.ORG" }, { populate: "shelf" });
    expect([ann?.name, ann?.shelf.get?.room]).toEqual(["Ann", "north"]);
    expect(await em.findByUnique(Reader, { email: "nobody@x.org" })).toBeUndefined();
  });

  it("R-FIND-1/findByUnique finds by all fields of one constraint", async () => {
    const em = database.newEm();
    let shelf: Shelf | undefined;
    const sent = await database.statements(async () => {
      shelf = await em.findByUnique(Shelf, { position: 2, room: "north" });
    });
    expect(shelf?.idTagged).toBe("shelf:2");
    expect(sent).toEqual([
      `SELECT ${shelfColumns} FROM "public"."shelves" AS s WHERE s."position" = $1::integer AND s."room" = $2::text ORDER BY s."room" ASC, s."position" DESC, s."id" ASC`,
    ]);
  });

  it("R-FIND-1/findByUnique finds by a reference that is unique", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "Ann" });
    em.create(Image, { author, fileName: "ann.png" });
    await em.flush();
    const image = await database.newEm().findByUnique(Image, { author: author.id });
    expect(image?.fileName).toBe("ann.png");
  });

  it("R-FIND-4 all values asked for in one tick are one statement, what they share a parameter of its own", async () => {
    const em = database.newEm();
    let ids: Array<string | undefined> = [];
    const sent = await database.recorded(async () => {
      const found = await Promise.all(
        [2, 9, 1, 2].map((position) => em.findByUnique(Shelf, { room: "north", position })),
      );
      ids = found.map((shelf) => shelf?.idTagged);
    });
    expect(ids).toEqual(["shelf:2", undefined, "shelf:1", "shelf:2"]);
    expect(sent.map(({ text, values }) => [text, values])).toEqual([
      [
        `SELECT found.*, args.place FROM unnest($1::integer[]) WITH ORDINALITY AS args(v1, place) CROSS JOIN LATERAL (SELECT ${shelfColumns} FROM "public"."shelves" AS s WHERE s."room" = $2::text AND s."position" = args.v1 ORDER BY s."room" ASC, s."position" DESC, s."id" ASC LIMIT 1) AS found`,
        ['{"2","9","1"}', "north"],
      ],
    ]);
  });

  it("R-FIND-4 each key is looked up in its index, in a table that would be read whole otherwise", async () => {
    await database.query(
      "INSERT INTO readers (email, name) SELECT i || '@y.org', 'r' FROM generate_series(1, 10000) i",
    );
    await database.query("ANALYZE readers");
    const em = database.newEm();
    const emails = Array.from({ length: 50 }, (_, at) => `${at * 100 + 1}@y.org`);
    const [sent] = await database.recorded(() =>
      Promise.all(emails.map((email) => em.findByUnique(Reader, { email }))),
    );
    const plan = await database.query(`EXPLAIN (COSTS OFF) ${sent!.text}`, sent!.values);
    expect(plan.map((row) => String(row["QUERY PLAN"]).trim())).toEqual([
      "Nested Loop",
      "->  Function Scan on unnest args",
      "->  Limit",
      "->  Sort",
      "Sort Key: r.id",
      "->  Index Scan using readers_email_key on readers r",
      "Index Cond: (email = args.v0)",
      "Filter: (deleted_at IS NULL)",
    ]);
  });

  it("R-SOFT-4 does not find what is softly deleted, unless asked to", async () => {
    const em = database.newEm();
    let bob: Reader | undefined;
    const sent = await database.statements(async () => {
      bob = await em.findByUnique(Reader, { email: "bob@x.org" });
    });
    expect(bob).toBeUndefined();
    expect(sent).toEqual([
      `SELECT ${readerColumns} FROM "public"."readers" AS r WHERE r."email" = $1::public.citext AND r."deleted_at" IS NULL ORDER BY r."id" ASC`,
    ]);
    const found = await em.findByUnique(Reader, { email: "bob@x.org" }, { softDeletes: "include" });
    expect(found?.name).toBe("Bob");
  });

  it.each([
    [{ name: "Ann" }, "name is no unique key of Reader: there are id, email"],
    [{ email: "a", name: "b" }, "email and name is no unique key of Reader: there are id, email"],
    [{}, "is no unique key of Reader: there are id, email"],
    [{ email: undefined }, "email has no value, and several rows may have none"],
    [{ email: null }, "email has no value, and several rows may have none"],
    [{ email: { ne: "" } }, "email is not a value"],
    [{ email: ["a", "b"] }, "email is not a value"],
    [["email"], "findByUnique takes an object of values"],
  ])("R-FIND-10 refuses %j", async (key, reason) => {
    const em = database.newEm();
    await expect(em.findByUnique(Reader, key as { email: string })).rejects.toMatchObject({
      code: "INVALID_FILTER",
      message: `Invalid filter on Reader: ${reason}`,
    });
  });
});
