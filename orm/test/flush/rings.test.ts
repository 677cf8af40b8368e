// Rows of several tables that need each other, by keys that are checked at once: the order of statements alone cannot write them.
import { EntityManager } from "kingpost";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { useTestDatabase } from "../testDatabase.ts";
import { smallDomain } from "./smallDomain.ts";

const database = useTestDatabase();

const { domain, classes } = smallDomain({
  // Each needs the other.
  King: {
    table: "kings",
    columns: { name: "text", crowned: { type: "timestamp with time zone", default: "expression" } },
    references: { queen: { to: "Queen", notNull: true } },
    version: "version",
  },
  Queen: {
    table: "queens",
    columns: { name: "text" },
    references: { king: { to: "King", notNull: true } },
  },
  // May do without the other.
  Hen: {
    table: "hens",
    columns: { name: "text" },
    references: { egg: { to: "Egg" } },
  },
  Egg: {
    table: "eggs",
    columns: { name: "text" },
    references: { hen: { to: "Hen" } },
  },
  // A ring of three, of which the one in the middle stands alone.
  Rock: { table: "rocks", references: { paper: { to: "Paper", notNull: true } } },
  Paper: { table: "papers", references: { scissors: { to: "Scissors", notNull: true } } },
  Scissors: { table: "scissors", references: { rock: { to: "Rock", notNull: true } } },
});
const { King, Queen, Hen, Egg, Rock, Paper, Scissors } = classes as Required<typeof classes>;
// A version is a field like any other; the small domain knows it by its name.
Object.assign(domain.schema.entities["King"]!.fields, {
  version: {
    kind: "primitive",
    column: "version",
    type: "integer",
    notNull: true,
    default: { literal: "1" },
  },
});

const newEm = (): EntityManager => new EntityManager(domain, {}, database.driver);

beforeAll(async () => {
  await database.query(
    "CREATE TABLE kings (id serial PRIMARY KEY, name text, crowned timestamptz DEFAULT now(), queen_id integer NOT NULL, version integer NOT NULL DEFAULT 1)",
  );
  await database.query(
    "CREATE TABLE queens (id serial PRIMARY KEY, name text, king_id integer NOT NULL REFERENCES kings)",
  );
  await database.query("ALTER TABLE kings ADD FOREIGN KEY (queen_id) REFERENCES queens");
  await database.query("CREATE TABLE hens (id serial PRIMARY KEY, name text, egg_id integer)");
  await database.query(
    "CREATE TABLE eggs (id serial PRIMARY KEY, name text, hen_id integer REFERENCES hens)",
  );
  await database.query("ALTER TABLE hens ADD FOREIGN KEY (egg_id) REFERENCES eggs");
  for (const [table, other] of [
    ["rocks", "paper"],
    ["papers", "scissors"],
    ["scissors", "rock"],
  ])
    await database.query(
      `CREATE TABLE ${table} (id serial PRIMARY KEY, ${other}_id integer NOT NULL)`,
    );
  for (const [table, other, key] of [
    ["rocks", "papers", "paper"],
    ["papers", "scissors", "scissors"],
    ["scissors", "rocks", "rock"],
  ])
    await database.query(`ALTER TABLE ${table} ADD FOREIGN KEY (${key}_id) REFERENCES ${other}`);
});

beforeEach(async () => {
  await database.query(
    "TRUNCATE kings, queens, hens, eggs, rocks, papers, scissors RESTART IDENTITY",
  );
});

describe("rings of required keys that are checked at once", () => {
  it("R-WRITE-9 are inserted by one statement, and what the database fills is read back", async () => {
    const em = newEm();
    const king = em.create(King!, { name: "k" });
    king.set({ queen: em.create(Queen!, { name: "q", king }) });
    const sent = await database.recorded(() => em.flush());
    expect(sent.map(({ text }) => text).slice(1)).toEqual([
      `WITH w0 AS (INSERT INTO "public"."kings" ("id", "name", "queen_id", "version") SELECT c0, c1, c2, c3 FROM unnest($1::integer[], $2::text[], $3::integer[], $4::integer[]) AS given(c0, c1, c2, c3) RETURNING "id", "crowned"), w1 AS (INSERT INTO "public"."queens" ("id", "name", "king_id") SELECT c0, c1, c2 FROM unnest($5::integer[], $6::text[], $7::integer[]) AS given(c0, c1, c2) RETURNING "id") SELECT w0.*, checked.* FROM (SELECT (SELECT CASE WHEN count(*) <> cardinality($1::integer[]) THEN ('kingpost:skipped kings ' || (SELECT json_agg(key::text) FROM unnest($1::integer[]) AS key WHERE key NOT IN (SELECT "id" FROM w0)))::integer END AS failure FROM w0), (SELECT CASE WHEN count(*) <> cardinality($5::integer[]) THEN ('kingpost:skipped queens ' || (SELECT json_agg(key::text) FROM unnest($5::integer[]) AS key WHERE key NOT IN (SELECT "id" FROM w1)))::integer END AS failure FROM w1)) AS checked LEFT JOIN w0 ON true`,
    ]);
    expect(king.read("crowned")).toBeInstanceOf(Date);
    expect(await em.flush()).toEqual([]);
    expect(
      await database.query(
        "SELECT k.name AS king, q.name AS queen FROM kings k JOIN queens q ON q.id = k.queen_id AND q.king_id = k.id",
      ),
    ).toEqual([{ king: "k", queen: "q" }]);
  });

  it("R-WRITE-9 take all tables that stand in between into the statement", async () => {
    const em = newEm();
    const rock = em.create(Rock!, {});
    const scissors = em.create(Scissors!, { rock });
    rock.set({ paper: em.create(Paper!, { scissors }) });
    await em.flush();
    expect(
      await database.query(
        "SELECT count(*)::int AS n FROM rocks r JOIN papers p ON p.id = r.paper_id JOIN scissors s ON s.id = p.scissors_id AND s.rock_id = r.id",
      ),
    ).toEqual([{ n: 1 }]);
  });

  it("R-WRITE-9 are deleted by one statement", async () => {
    const em = newEm();
    const king = em.create(King!, { name: "k" });
    const queen = em.create(Queen!, { name: "q", king });
    king.set({ queen });
    await em.flush();
    em.delete([king, queen]);
    const sent = await database.recorded(() => em.flush());
    expect(sent.map(({ operation }) => operation)).toEqual([
      "lock kings",
      "lock queens",
      "delete queens with delete kings",
    ]);
    expect(await database.query("SELECT * FROM kings, queens")).toEqual([]);
  });

  it("R-OPLOCK-3 a stale row among them stops the whole", async () => {
    const em = newEm();
    const king = em.create(King!, { name: "k" });
    const queen = em.create(Queen!, { name: "q", king });
    king.set({ queen });
    await em.flush();
    await database.query("UPDATE kings SET version = 2");
    em.delete([king, queen]);
    await expect(em.flush()).rejects.toMatchObject({
      code: "OPTIMISTIC_LOCK",
      message: "Oplock failure for kings row 1: changed since it was loaded",
      entities: [king],
    });
    expect(await database.query("SELECT name FROM queens")).toEqual([{ name: "q" }]);
  });
});

describe("rings of keys that may be NULL", () => {
  it("R-WRITE-9 are inserted with NULL first, and deleted by one statement", async () => {
    const em = newEm();
    const hen = em.create(Hen!, { name: "h" });
    const egg = em.create(Egg!, { name: "e", hen });
    hen.set({ egg });
    const inserts = await database.recorded(() => em.flush());
    expect(inserts.map(({ operation }) => operation).slice(1)).toEqual([
      "insert eggs",
      "insert hens",
      "update eggs",
    ]);
    const em2 = newEm();
    em2.delete([...(await em2.find(Hen!, {})), ...(await em2.find(Egg!, {}))]);
    await em2.flush();
    expect(await database.query("SELECT * FROM hens, eggs")).toEqual([]);
  });
});
