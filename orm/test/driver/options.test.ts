// What a driver may be told, as the ems on it show it.
import { EntityManager as AnyEntityManager } from "kingpost";
import { PostgresDriver, type PostgresDriverOpts, SequenceIdAssigner } from "kingpost/pg";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { smallDomain } from "../flush/smallDomain.ts";
import { Animal } from "../schema/entities/Animal.ts";
import { Author } from "../schema/entities/Author.ts";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Dog } from "../schema/entities/Dog.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();
let pool: pg.Pool;

beforeAll(() => {
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  // Each driver listens to it.
  pool.setMaxListeners(50);
});

afterAll(() => pool.end());

function newDriver(options: PostgresDriverOpts): PostgresDriver {
  return new PostgresDriver(pool, { idAssigner: new SequenceIdAssigner({ block: 1 }), ...options });
}

const emOn = (options: PostgresDriverOpts): EntityManager =>
  new EntityManager({}, newDriver(options));

describe("ids of the application's own making", () => {
  it("R-DRV-1, R-SEQ-5 are asked for once for all new entities of a type, and may come from the database", async () => {
    const asked: number[] = [];
    const em = emOn({
      idAssigners: {
        Author: {
          newIds: async (count, query) => {
            asked.push(count);
            const rows = await query("SELECT 1000 + generate_series(1, $1::int)", [String(count)]);
            return rows.map(([id]) => id!);
          },
        },
        Animal: { newIds: (count) => Array.from({ length: count }, (_, at) => `an:${500 + at}`) },
      },
    });
    const authors = ["a", "b", "c"].map((firstName) => em.create(Author, { firstName }));
    const dog = em.create(Dog, { name: "Rex", breed: "x" } as never);
    const tag = em.create(Tag, { name: "t" });
    await em.flush();
    expect([asked, authors.map(({ id }) => id), dog.id, tag.id]).toEqual([
      [3],
      ["a:1001", "a:1002", "a:1003"],
      "an:500",
      "t:1",
    ]);
    expect(await em.load(Animal, "an:500")).toBe(dog);
    const bulk = emOn({ idAssigners: { Tag: { newIds: () => [900] } } });
    const { ids } = await bulk.upsertAll(Tag, [{ name: "sea" }], { onConflict: ["name"] });
    expect(ids).toEqual(["t:900"]);
  });

  it("R-SEQ-5 that are none of the type, or too few, are refused, and nothing is written", async () => {
    const wrong = emOn({ idAssigners: { Tag: { newIds: () => ["a:1"] } } });
    wrong.create(Tag, { name: "t" });
    await expect(wrong.flush()).rejects.toMatchObject({ code: "INVALID_ID" });
    const few = emOn({ idAssigners: { Tag: { newIds: () => [] } } });
    few.create(Tag, { name: "t" });
    await expect(few.flush()).rejects.toMatchObject({ code: "NO_ID" });
    expect(await database.query("SELECT FROM tags")).toEqual([]);
  });

  it("R-SEQ-5, R-SEQ-4 take the place of those that the database makes", async () => {
    await database.query(
      "CREATE TABLE IF NOT EXISTS made_stamps (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY)",
    );
    const { domain, classes } = smallDomain({
      Stamp: { table: "made_stamps", id: { generator: "database", isIdentityAlways: true } },
    });
    const driver = newDriver({ idAssigners: { Stamp: { newIds: () => [77] } } });
    const em = new AnyEntityManager(domain, {}, driver);
    const stamp = em.create(classes["Stamp"]!, {});
    await em.flush();
    expect(stamp.id).toBe("stamp:77");
  });
});

describe("options of the driver", () => {
  it("R-DRV-1, R-EM-1/entityLimit how many entities an em may hold, unless it says so itself", () => {
    const driver = newDriver({ entityLimit: 7 });
    expect([
      new EntityManager({}, driver).entityLimit,
      new EntityManager({}, { driver, entityLimit: 9 }).entityLimit,
      emOn({}).entityLimit,
    ]).toEqual([7, 9, 50_000]);
  });

  it("R-OBS-6, R-DRV-1 a comment behind each statement names what it is for, and what a function gives", async () => {
    const shown = async (options: PostgresDriverOpts): Promise<unknown> => {
      const [row] = await emOn(options).sql`SELECT current_query() AS sent`;
      return row!["sent"];
    };
    const traceparent = "00-1*/; DROP TABLE authors; --'-01";
    expect([
      await shown({}),
      await shown({ sqlComment: true }),
      await shown({ sqlComment: () => ({ traceparent, em: undefined }) }),
    ]).toEqual([
      "SELECT current_query() AS sent",
      "SELECT current_query() AS sent /*op='sql'*/",
      "SELECT current_query() AS sent /*op='sql',traceparent='00-1*%2F%3B%20DROP%20TABLE%20authors%3B%20--%27-01'*/",
    ]);
    const em = emOn({ sqlComment: true });
    em.create(Author, { firstName: "a" });
    await em.flush();
    const [author] = await em.find(Author, { firstName: "a" });
    author!.firstName = "b";
    await em.flush();
    expect(await database.query("SELECT first_name FROM authors")).toEqual([{ first_name: "b" }]);
  });

  it("R-OBS-6 what differs each time is not kept prepared on the server", async () => {
    const own = new pg.Pool({ connectionString: database.url, max: 1 });
    const kept = async (sqlComment: PostgresDriverOpts["sqlComment"]): Promise<unknown> => {
      const em = new EntityManager({}, new PostgresDriver(own, { sqlComment: sqlComment! }));
      for (let at = 0; at < 3; at++) await em.sql`SELECT 1 AS one`;
      const { rows } = await own.query("SELECT count(*)::int AS n FROM pg_prepared_statements");
      return rows[0].n;
    };
    let id = 0;
    expect([await kept(() => ({ id: String(id++) })), await kept(true)]).toEqual([0, 1]);
    await own.end();
  });

  it("R-DRV-10 parsers of types are the driver's own, by number or by name", async () => {
    const driver = newDriver({});
    driver.setTypeParser(1700, (text) => ({ decimal: text }));
    await driver.registerTypeParsers({
      "public.mood": (text) => text.length,
      "point[]": () => "points",
    });
    const em = new EntityManager({}, driver);
    const sql = (on: EntityManager): Promise<unknown> =>
      on.sql`SELECT 1.50 AS n, 'happy'::mood AS mood, NULL::numeric AS nothing, ARRAY['(1,2)'::point] AS points`;
    const [plain] = (await sql(emOn({}))) as object[];
    expect(await sql(em)).toEqual([
      { n: { decimal: "1.50" }, mood: 5, nothing: null, points: "points" },
    ]);
    expect(plain).toMatchObject({ n: "1.50", mood: "happy", nothing: null });
    expect(await em.transaction((txn) => txn.query("SELECT 2.5 AS n"))).toEqual({
      rows: [{ n: { decimal: "2.5" } }],
      rowCount: 1,
    });
    expect([typeof driver.getTypeParser(1700), driver.getTypeParser(23)]).toEqual([
      "function",
      undefined,
    ]);
    await expect(driver.registerTypeParsers({ nothing_such: String })).rejects.toMatchObject({
      code: "CONFIG",
      message: expect.stringContaining("nothing_such"),
    });
  });
});
