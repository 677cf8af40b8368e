// Triggers and rules that keep rows from being inserted and raise no error: nothing of the flush may be written then.
import { EntityManager } from "kingpost";
import { RowsSkippedError } from "kingpost/errors";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { useTestDatabase } from "../testDatabase.ts";
import { type Row, smallDomain } from "./smallDomain.ts";

const database = useTestDatabase();
const { domain, classes } = smallDomain({
  Plain: { table: "plains", columns: { name: "text" } },
  Timed: {
    table: "timed's",
    id: { key: "uuid", generator: "uuid7" },
    columns: { name: "text", changed_at: "timestamp with time zone" },
    updatedAt: "changed_at",
  },
  Made: { table: "mades", id: { generator: "database" }, columns: { name: "text" } },
  Hen: {
    table: "hens",
    columns: { name: "text" },
    references: { egg: { to: "Egg", notNull: true } },
  },
  Egg: {
    table: "eggs",
    columns: { name: "text" },
    references: { hen: { to: "Hen", notNull: true } },
  },
});
const { Plain, Timed, Made, Hen, Egg } = classes as Record<string, (typeof classes)[string]>;
const tables = ["plains", `"timed's"`, "mades", "hens", "eggs"];

const newEm = (): EntityManager => new EntityManager(domain, {}, database.driver);

beforeAll(async () => {
  for (const text of [
    "CREATE TABLE plains (id serial PRIMARY KEY, name text)",
    `CREATE TABLE "timed's" (id uuid PRIMARY KEY, name text, changed_at timestamptz)`,
    "CREATE TABLE mades (id serial PRIMARY KEY, name text)",
    "CREATE TABLE hens (id serial PRIMARY KEY, name text, egg_id int NOT NULL)",
    "CREATE TABLE eggs (id serial PRIMARY KEY, name text, hen_id int NOT NULL)",
    "CREATE FUNCTION skip_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.name = 'skip' THEN RETURN NULL; END IF; RETURN NEW; END $$",
  ])
    await database.query(text);
  for (const table of tables)
    await database.query(
      `CREATE TRIGGER skip_row BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION skip_row()`,
    );
});

beforeEach(async () => {
  await database.query(`TRUNCATE ${tables.join(", ")} RESTART IDENTITY`);
});

async function failureOf(em: EntityManager): Promise<RowsSkippedError> {
  const error = await em.flush().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RowsSkippedError);
  return error as RowsSkippedError;
}

async function stored(): Promise<unknown> {
  const counts = tables.map((table) => `(SELECT count(*) FROM ${table})`).join(" + ");
  return (await database.query(`SELECT ${counts} AS n`))[0]!["n"];
}

describe("a row that a trigger skips", () => {
  it("R-WRITE-16 ends the flush before COMMIT, in the same round trip, and names the entity", async () => {
    const em = newEm();
    const [kept, skipped] = [em.create(Plain!, { name: "a" }), em.create(Plain!, { name: "skip" })];
    await em.assignNewIds();
    database.driver.clear();
    const error = await failureOf(em);
    expect([error.code, error.tableName, error.entities, error.message]).toEqual([
      "ROWS_SKIPPED",
      "plains",
      [skipped],
      "Plain#2 was not inserted: a trigger or rule of plains skips its row. Nothing was written. Have it raise an error that says why, or do not create such entities",
    ]);
    expect(database.driver.statements.map(({ text }) => text)).toEqual([
      `WITH written AS (INSERT INTO "public"."plains" ("id", "name") SELECT c0, c1 FROM unnest($1::integer[], $2::text[]) AS given(c0, c1) RETURNING "id") SELECT CASE WHEN count(*) <> cardinality($1::integer[]) THEN ('kingpost:skipped plains ' || (SELECT json_agg(key::text) FROM unnest($1::integer[]) AS key WHERE key NOT IN (SELECT "id" FROM written)))::integer END AS failure FROM written`,
    ]);
    expect([await stored(), kept.isNewEntity, skipped.isNewEntity]).toEqual(["0", true, true]);
    // Once the cause is gone the same entities are written.
    skipped.write("name", "b");
    await em.flush();
    expect([await stored(), kept.isNewEntity]).toEqual(["2", false]);
  });

  it.each([1, 40])("R-WRITE-16 among %i others of a table with a token as well", async (count) => {
    const em = newEm();
    for (let n = 0; n < count; n++) em.create(Timed!, { name: `n${n}` });
    const skipped = em.create(Timed!, { name: "skip" });
    const error = await failureOf(em);
    expect([error.tableName, error.entities, await stored()]).toEqual(["timed's", [skipped], "0"]);
    skipped.write("name", "kept");
    await em.flush();
    expect([await stored(), await em.flush()]).toEqual([String(count + 1), []]);
  });

  it("R-WRITE-16 is one of those that are named, where the database makes the ids", async () => {
    const em = newEm();
    const both = ["a", "skip"].map((name): Row => em.create(Made!, { name }));
    const error = await failureOf(em);
    expect([error.entities, await stored(), both.map(({ idMaybe }) => idMaybe)]).toEqual([
      both,
      "0",
      [undefined, undefined],
    ]);
    expect(error.message).toBe(
      "Not all of Made#1, Made#2 were inserted: a trigger or rule of mades skips rows. Nothing was written. Have it raise an error that says why, or do not create such entities",
    );
  });

  it("R-WRITE-16 of a ring that one statement inserts", async () => {
    const em = newEm();
    const hen = em.create(Hen!, { name: "hen" });
    const egg = em.create(Egg!, { name: "skip", hen });
    hen.set({ egg });
    expect([(await failureOf(em)).entities, await stored()]).toEqual([[egg], "0"]);
  });

  it("R-WRITE-16 in a transaction that goes on has it rolled back", async () => {
    const em = newEm();
    const failing = em.transaction(async () => {
      em.create(Plain!, { name: "a" });
      await em.flush();
      em.create(Plain!, { name: "skip" });
      await em.flush();
    });
    await expect(failing).rejects.toThrow(RowsSkippedError);
    expect(await stored()).toBe("0");
  });
});
