// What tells whether a row is still the one that was read, in the forms that tables give it.
import { EntityManager } from "kingpost";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { useTestDatabase } from "../testDatabase.ts";
import { smallDomain } from "./smallDomain.ts";

const database = useTestDatabase();

const time = (rounded?: number) => ({
  type: "timestamp with time zone",
  notNull: true,
  ...(rounded === undefined ? {} : { rounded }),
});

const { domain, classes } = smallDomain({
  Micro: { table: "micros", columns: { n: "integer", at: time() }, updatedAt: "at" },
  Milli: { table: "millis", columns: { n: "integer", at: time(3) }, updatedAt: "at" },
  Counted: {
    table: "counteds",
    columns: {
      n: "integer",
      at: time(),
      version: { type: "integer", notNull: true, default: { literal: "1" } },
    },
    version: "version",
    updatedAt: "at",
  },
  Free: { table: "frees", columns: { n: "integer" } },
  Unlocked: {
    table: "micros",
    columns: { n: "integer", at: time() },
    updatedAt: "at",
    unlocked: true,
  },
  Whole: { table: "wholes", columns: { n: "integer", at: time(0) }, updatedAt: "at" },
});

const newEm = (): EntityManager => new EntityManager(domain, {}, database.driver);

beforeAll(async () => {
  for (const [table, digits] of [
    ["micros", 6],
    ["millis", 3],
    ["wholes", 0],
  ])
    await database.query(
      `CREATE TABLE ${table} (id serial PRIMARY KEY, n integer, at timestamptz(${digits}) NOT NULL)`,
    );
});

beforeAll(async () => {
  await database.query(
    "CREATE TABLE counteds (id serial PRIMARY KEY, n integer, at timestamptz NOT NULL, version integer NOT NULL DEFAULT 1)",
  );
  await database.query("CREATE TABLE frees (id serial PRIMARY KEY, n integer)");
});

beforeEach(async () => {
  await database.query("TRUNCATE micros, millis, wholes, counteds, frees RESTART IDENTITY");
});

describe("a time as the token", () => {
  it.each([
    ["Micro", "micros", "1 microsecond"],
    ["Milli", "millis", "1 millisecond"],
    ["Whole", "wholes", "1 second"],
  ])(
    "R-OPLOCK-2, R-FLUSH-11 moves on by one unit of its column at least, so that it never repeats: %s",
    async (type, table, unit) => {
      const em = newEm();
      const row = em.create(classes[type]!, { n: 0 });
      await em.flush();
      await database.query(`UPDATE ${table} SET at = '2100-01-01 00:00:00.4999999Z'`);
      await em.refresh(row);
      const seen = new Set([await at(table)]);
      for (let n = 1; n <= 3; n++) {
        row.write("n", n);
        await em.flush();
        seen.add(await at(table));
      }
      expect(seen.size).toBe(4);
      const [moved] = await database.query(
        `SELECT at = $1::timestamptz + 3 * interval '${unit}' AS moved FROM ${table}`,
        [[...seen][0]],
      );
      expect(moved).toEqual({ moved: true });
    },
  );

  it("R-OPLOCK-2 a write of another em within the same unit is noticed", async () => {
    const em = newEm();
    const row = em.create(classes["Whole"]!, { n: 0 });
    await em.flush();
    const [one, two] = [newEm(), newEm()];
    const [first, second] = [
      await one.load(classes["Whole"]!, row.idTagged),
      await two.load(classes["Whole"]!, row.idTagged),
    ];
    first.write("n", 1);
    second.write("n", 2);
    await one.flush();
    await expect(two.flush()).rejects.toMatchObject({ code: "OPTIMISTIC_LOCK" });
    expect(await database.query("SELECT n FROM wholes")).toEqual([{ n: 1 }]);
  });
});

describe("which column is the token", () => {
  const checkOf = async (type: string): Promise<string | undefined> => {
    const em = newEm();
    const row = em.create(classes[type]!, { n: 0 });
    await em.flush();
    row.write("n", 1);
    const [update] = await database.statements(() => em.flush());
    return /AND t\."id" = given\.id(.*?) RETURNING/.exec(update!)?.[1];
  };

  it("R-OPLOCK-1 is a version where there is one, else the time of the last update, else none", async () => {
    expect([await checkOf("Counted"), await checkOf("Micro"), await checkOf("Free")]).toEqual([
      ' AND t."version" = given.token',
      ' AND t."at" = given.token',
      "",
    ]);
  });

  it("R-OPLOCK-1 a version begins at 1, goes up by 1 with each UPDATE, and is set by nobody", async () => {
    const em = newEm();
    const row = em.create(classes["Counted"]!, { n: 0 });
    const versions = [row.read("version")];
    for (let n = 1; n <= 2; n++) {
      await em.flush();
      versions.push(row.read("version"));
      row.write("n", n);
    }
    expect(versions).toEqual([1, 1, 2]);
    expect(() => row.write("version", 7)).toThrow(expect.objectContaining({ code: "IMMUTABLE" }));
  });
});

async function at(table: string): Promise<unknown> {
  const [row] = await database.query(`SELECT at::text FROM ${table}`);
  return row!["at"];
}

describe("no token", () => {
  it("R-OPLOCK-1, R-FLUSH-11 where nothing is to tell: the last writer wins, and the time still goes on", async () => {
    const { Unlocked } = classes;
    const [first, second] = [newEm(), newEm()];
    const row = first.create(Unlocked!, { n: 1 });
    await first.flush();
    const other = await second.load(Unlocked!, String(row.id));
    row.write("n", 2);
    other.write("n", 3);
    await first.flush();
    expect(await database.statements(() => second.flush())).toEqual([
      `WITH given AS (SELECT $1::integer AS id, $2::integer AS c0), written AS (UPDATE "public"."micros" AS t SET "n" = given.c0, "at" = greatest($3::timestamptz, t."at" + interval '1 microsecond') FROM given WHERE t."id" = $1::integer AND t."id" = given.id RETURNING t."id" AS id, t."at") SELECT written.*, CASE WHEN stale.rows IS NOT NULL THEN ('kingpost:oplock micros ' || stale.rows)::integer END FROM (SELECT json_agg(json_build_array(given.id::text, CASE WHEN EXISTS (SELECT FROM "public"."micros" AS t WHERE t."id" = given.id) THEN 'changed' ELSE 'deleted' END) ORDER BY given.id)::text AS rows FROM given WHERE NOT EXISTS (SELECT FROM written WHERE written.id = given.id)) AS stale LEFT JOIN written ON written."at" IS DISTINCT FROM $3::timestamptz`,
    ]);
    expect(await database.query("SELECT n FROM micros")).toEqual([{ n: 3 }]);
    expect(() => first.expectVersion(row, 1)).toThrow("could be compared");
  });
});
