// Rows that take over unique values from each other, by constraints that are checked at once.
import { EntityManager } from "kingpost";
import { UniqueSwapError } from "kingpost/errors";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { useTestDatabase } from "../testDatabase.ts";
import { type Row, smallDomain } from "./smallDomain.ts";

const database = useTestDatabase();

const { domain, classes } = smallDomain({
  Slot: {
    table: "slots",
    columns: {
      list: { type: "text", notNull: true },
      position: { type: "integer", notNull: true },
      code: { type: "character varying", notNull: true },
      day: { type: "date", notNull: true },
      note: "text",
    },
    uniques: [["list", "position"], ["code"], ["day"], ["note"]],
  },
  Guest: { table: "guests", columns: { name: "text" } },
  Seat: {
    table: "seats",
    references: { guest: { to: "Guest", notNull: true } },
    uniques: [["guest"]],
  },
  Bench: {
    table: "benches",
    references: { guest: { to: "Guest", notNull: true } },
    uniques: [["guest"]],
  },
  Stool: {
    table: "stools",
    references: { guest: { to: "Guest", notNull: true, deferred: true } },
    uniques: [["guest"]],
  },
});
const [Slot, Guest, Seat, Bench, Stool] = [
  classes["Slot"]!,
  classes["Guest"]!,
  classes["Seat"]!,
  classes["Bench"]!,
  classes["Stool"]!,
];

const newEm = (): EntityManager => new EntityManager(domain, {}, database.driver);
const day = (at: number): Date => new Date(Date.UTC(2026, 0, at));

beforeAll(async () => {
  await database.query(
    "CREATE TABLE slots (id serial PRIMARY KEY, list text NOT NULL, position integer NOT NULL, code varchar(2) NOT NULL UNIQUE, day date NOT NULL UNIQUE, note text UNIQUE, UNIQUE (list, position))",
  );
  await database.query("CREATE TABLE guests (id serial PRIMARY KEY, name text)");
  for (const [table, kind, key] of [
    ["seats", "DEFERRABLE", ""],
    ["benches", "NOT DEFERRABLE", ""],
    ["stools", "NOT DEFERRABLE", "DEFERRABLE INITIALLY DEFERRED"],
  ])
    await database.query(
      `CREATE TABLE ${table} (id serial PRIMARY KEY, guest_id int NOT NULL REFERENCES guests ${key}, CONSTRAINT ${table}_guest_key UNIQUE (guest_id) ${kind})`,
    );
});

beforeEach(async () => {
  await database.query("TRUNCATE slots, guests, seats, benches, stools RESTART IDENTITY");
});

async function givenSlots(em: EntityManager, count: number): Promise<Row[]> {
  const slots = Array.from({ length: count }, (_, at) =>
    em.create(Slot, {
      list: "a",
      position: at,
      code: `c${at.toString(36)}`,
      day: day(at + 1),
      note: `n${at}`,
    }),
  );
  await em.flush();
  return slots;
}

async function stored(column: string): Promise<unknown[]> {
  const rows = await database.query(`SELECT ${column}::text AS v FROM slots ORDER BY id`);
  return rows.map(({ v }) => v);
}

async function exchange(type: typeof Slot): Promise<[EntityManager, Row, Row]> {
  const em = newEm();
  const guests = [em.create(Guest, {}), em.create(Guest, {})];
  const [one, other] = guests.map((guest) => em.create(type, { guest })) as [Row, Row];
  await em.flush();
  one.set({ guest: guests[1] });
  other.set({ guest: guests[0] });
  return [em, one, other];
}

describe("references that may not be NULL, whose keys are checked at the end of the transaction", () => {
  it("R-WRITE-8 are swapped by way of a key that leads nowhere, in one round trip", async () => {
    const [em] = await exchange(Stool);
    const sent = await database.statements(() => em.flush());
    expect(sent).toMatchInlineSnapshot(`
      [
        "SELECT 1 FROM "public"."guests" WHERE "id" = ANY($1::integer[]) ORDER BY "id" FOR KEY SHARE",
        "SELECT 1 FROM "public"."stools" WHERE "id" = ANY($1::integer[]) ORDER BY "id" FOR UPDATE",
        "WITH given AS (SELECT * FROM unnest($1::integer[], $2::integer[]) AS given(id, c0)), written AS (UPDATE "public"."stools" AS t SET "guest_id" = coalesce(given.c0, (-1 - floor(random() * 2147483647))::integer) FROM given WHERE t."id" = ANY($1::integer[]) AND t."id" = given.id RETURNING t."id" AS id) SELECT written.*, CASE WHEN stale.rows IS NOT NULL THEN ('kingpost:oplock stools ' || stale.rows)::integer END FROM (SELECT json_agg(json_build_array(given.id::text, CASE WHEN EXISTS (SELECT FROM "public"."stools" AS t WHERE t."id" = given.id) THEN 'changed' ELSE 'deleted' END) ORDER BY given.id)::text AS rows FROM given WHERE NOT EXISTS (SELECT FROM written WHERE written.id = given.id)) AS stale LEFT JOIN written ON false",
        "UPDATE "public"."stools" AS t SET "guest_id" = given.late FROM unnest($1::integer[], $2::integer[]) AS given(id, late) WHERE t."id" = given.id",
      ]
    `);
    expect(await database.query("SELECT guest_id FROM stools ORDER BY id")).toEqual([
      { guest_id: 2 },
      { guest_id: 1 },
    ]);
    expect(await em.flush()).toEqual([]);
  });

  it("R-WRITE-8 leave nothing behind when the flush fails after that", async () => {
    const [em] = await exchange(Stool);
    em.create(Slot, { list: "a", position: 1, code: "too long", day: day(1) });
    await expect(em.flush()).rejects.toThrow("too long");
    expect(await database.query("SELECT guest_id FROM stools ORDER BY id")).toEqual([
      { guest_id: 1 },
      { guest_id: 2 },
    ]);
  });
});

describe("references that may not be NULL, and that nothing can stand in for", () => {
  it("R-WRITE-8 are swapped where the constraint is deferrable, which is deferred for it", async () => {
    const [em] = await exchange(Seat);
    const sent = await database.statements(() => em.flush());
    expect([sent[0], sent.length]).toEqual([
      'SET CONSTRAINTS "public"."seats_guest_key" DEFERRED',
      4,
    ]);
    expect(await database.query("SELECT guest_id FROM seats ORDER BY id")).toEqual([
      { guest_id: 2 },
      { guest_id: 1 },
    ]);
    expect(await em.flush()).toEqual([]);
  });

  it("R-WRITE-8 otherwise are refused before anything is written, by an error that says what to do", async () => {
    const [em, one, other] = await exchange(Bench);
    const error: unknown = await em.flush().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UniqueSwapError);
    const { constraint, entities } = error as UniqueSwapError;
    expect([constraint, new Set(entities)]).toEqual(["benches_guest_key", new Set([one, other])]);
    expect(await database.query("SELECT guest_id FROM benches ORDER BY id")).toEqual([
      { guest_id: 1 },
      { guest_id: 2 },
    ]);
  });
});

describe("values that may not be NULL", () => {
  it("R-WRITE-8 two rows swap a composite value by way of one that nobody has", async () => {
    const em = newEm();
    const [a, b] = await givenSlots(em, 2);
    a!.write("position", 1);
    b!.write("position", 0);
    const sent = await database.recorded(() => em.flush());
    expect(sent.map(({ operation, values }) => [operation, values])).toEqual([
      ["lock slots", ['{"1","2"}']],
      ["update slots", ['{"1","2"}', "{NULL,NULL}"]],
      ["update slots", ['{"1","2"}', '{"1","0"}']],
    ]);
    expect(await stored("position")).toEqual(["1", "0"]);
    expect(await em.flush()).toEqual([]);
    expect([a!.read("position"), b!.read("position")]).toEqual([1, 0]);
  });

  it("R-WRITE-8 texts as long as their column and dates are swapped as well, several uniques at once", async () => {
    const em = newEm();
    const [a, b, c] = await givenSlots(em, 3);
    a!.write("code", "c1");
    b!.write("code", "c0");
    a!.write("day", day(2));
    b!.write("day", day(3));
    c!.write("day", day(1));
    await em.flush();
    expect(await stored("code")).toEqual(["c1", "c0", "c2"]);
    expect(await stored("day")).toEqual(["2026-01-02", "2026-01-03", "2026-01-01"]);
  });

  it("R-WRITE-8 a whole list that moves up by one is written together, not row by row, and makes room for a new row", async () => {
    const em = newEm();
    const slots = await givenSlots(em, 30);
    for (const [at, slot] of slots.entries()) slot.write("position", at + 1);
    em.create(Slot, { list: "a", position: 0, code: "zz", day: day(60) });
    const sent = await database.recorded(() => em.flush());
    expect(sent.map(({ operation }) => operation)).toEqual([
      "assign ids",
      "lock slots",
      "update slots",
      "insert slots",
      "update slots",
      "update slots",
    ]);
    expect(await stored("position")).toEqual([...slots.map((_, at) => String(at + 1)), "0"]);
  });

  it("R-WRITE-8 a row whose place in a composite is taken by another list's row moves first", async () => {
    const em = newEm();
    const [a, b] = await givenSlots(em, 2);
    a!.write("list", "b");
    b!.write("position", 0);
    await em.flush();
    expect([await stored("list"), await stored("position")]).toEqual([
      ["b", "a"],
      ["0", "0"],
    ]);
  });
});

describe("values that may be NULL", () => {
  it("R-WRITE-8 a ring of three goes by NULL", async () => {
    const em = newEm();
    const [a, b, c] = await givenSlots(em, 3);
    a!.write("note", "n1");
    b!.write("note", "n2");
    c!.write("note", "n0");
    const sent = await database.recorded(() => em.flush());
    expect(sent.map(({ operation, values }) => [operation, values.at(-1)])).toEqual([
      ["lock slots", '{"1","2","3"}'],
      ["update slots", "{NULL,NULL,NULL}"],
      ["update slots", '{"n1","n2","n0"}'],
    ]);
    expect(await stored("note")).toEqual(["n1", "n2", "n0"]);
  });
});
