// Upserts by a key that only a subtype has: as entities, with the hooks of the type and of what it extends.
import { describe, expect, it } from "vitest";
import type { ClubConfigs } from "../flush/clubDomain.ts";
import { useClubs } from "../flush/clubDomain.ts";
import { Cat } from "../schema/entities/Cat.ts";
import { Dog } from "../schema/entities/Dog.ts";
import { TaskNew } from "../schema/entities/TaskNew.ts";
import { TaskOld } from "../schema/entities/TaskOld.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();
const newDomain = useClubs(database);

/** Every hook of a type says that it was called, and for whom. */
function listen(config: ClubConfigs["player"] | ClubConfigs["keeper"], as: string): void {
  for (const kind of [
    "beforeCreate",
    "beforeUpdate",
    "beforeFlush",
    "afterValidation",
    "beforeCommit",
    "afterCommit",
  ] as const)
    (config as ClubConfigs["player"])[kind]((player, ctx) => {
      ctx.lines.push(`${as} ${kind} ${player.name}`);
    });
}

describe("upserts by a subtype's own key", () => {
  it("R-BULK-6, R-HOOK-5 upsertAll with hooks calls those of the base and of the subtype, and writes both tables", async () => {
    const { newEm, Player, Keeper, lines } = newDomain(({ player, keeper }) => {
      listen(player, "player");
      listen(keeper, "keeper");
    });
    await database.query(`INSERT INTO clubs.players (name, rank) VALUES ('old', 3), ('other', 3)`);
    await database.query(`INSERT INTO clubs.keepers (id, reach) VALUES (1, 7)`);
    const em = newEm();
    let result: unknown;
    const sent = await database.statements(async () => {
      result = await em.upsertAll(
        Keeper as typeof Player,
        [{ reach: 8, name: "new" } as object, { reach: 7, name: "changed" } as object],
        { onConflict: ["reach" as "slug"], hooks: true },
      );
    });
    expect(result).toEqual({ inserted: 1, updated: 1, ids: ["p:3", "p:1"] });
    expect(sent).toMatchInlineSnapshot(`
      [
        "SELECT k."id", p."name", p."slug", p."rank", p."points", p."club_id", k."reach", args.place FROM unnest($1::integer[]) WITH ORDINALITY AS args(v0, place) CROSS JOIN "clubs"."keepers" AS k JOIN "clubs"."players" AS p ON p."id" = k."id" WHERE k."reach" = args.v0 ORDER BY args.place, k."id" ASC",
        "SELECT ARRAY(SELECT nextval(r.sequence) FROM generate_series(1, r.amount)) FROM unnest($1::regclass[], $2::int[]) WITH ORDINALITY AS r(sequence, amount, position) ORDER BY r.position",
        "SELECT 1 FROM "clubs"."players" WHERE "id" = ANY($1::integer[]) ORDER BY "id" FOR NO KEY UPDATE",
        "WITH written AS (INSERT INTO "clubs"."players" ("id", "name", "slug", "rank", "points", "club_id") SELECT c0, c1, c2, c3, c4, c5 FROM unnest($1::integer[], $2::text[], $3::text[], $4::integer[], $5::integer[], $6::integer[]) AS given(c0, c1, c2, c3, c4, c5) RETURNING "id") SELECT CASE WHEN count(*) <> cardinality($1::integer[]) THEN ('kingpost:skipped players ' || (SELECT json_agg(key::text) FROM unnest($1::integer[]) AS key WHERE key NOT IN (SELECT "id" FROM written)))::integer END AS failure FROM written",
        "WITH written AS (INSERT INTO "clubs"."keepers" ("id", "reach") SELECT c0, c1 FROM unnest($1::integer[], $2::integer[]) AS given(c0, c1) RETURNING "id") SELECT CASE WHEN count(*) <> cardinality($1::integer[]) THEN ('kingpost:skipped keepers ' || (SELECT json_agg(key::text) FROM unnest($1::integer[]) AS key WHERE key NOT IN (SELECT "id" FROM written)))::integer END AS failure FROM written",
        "WITH given AS (SELECT $1::integer AS id, $2::text AS c0), written AS (UPDATE "clubs"."players" AS t SET "name" = given.c0 FROM given WHERE t."id" = $1::integer AND t."id" = given.id RETURNING t."id" AS id) SELECT written.*, CASE WHEN stale.rows IS NOT NULL THEN ('kingpost:oplock players ' || stale.rows)::integer END FROM (SELECT json_agg(json_build_array(given.id::text, CASE WHEN EXISTS (SELECT FROM "clubs"."players" AS t WHERE t."id" = given.id) THEN 'changed' ELSE 'deleted' END) ORDER BY given.id)::text AS rows FROM given WHERE NOT EXISTS (SELECT FROM written WHERE written.id = given.id)) AS stale LEFT JOIN written ON false",
      ]
    `);
    expect(lines).toMatchInlineSnapshot(`
      [
        "player beforeCreate new",
        "keeper beforeCreate new",
        "player beforeUpdate changed",
        "keeper beforeUpdate changed",
        "player beforeFlush new",
        "player beforeFlush changed",
        "keeper beforeFlush new",
        "keeper beforeFlush changed",
        "player afterValidation new",
        "player afterValidation changed",
        "keeper afterValidation new",
        "keeper afterValidation changed",
        "player beforeCommit new",
        "player beforeCommit changed",
        "keeper beforeCommit new",
        "keeper beforeCommit changed",
        "player afterCommit new",
        "player afterCommit changed",
        "keeper afterCommit new",
        "keeper afterCommit changed",
      ]
    `);
    expect(
      await database.query(
        `SELECT p.id, p.name, p.rank, k.reach FROM clubs.players p LEFT JOIN clubs.keepers k USING (id) ORDER BY p.id`,
      ),
    ).toEqual([
      { id: 1, name: "changed", rank: 3, reach: 7 },
      { id: 2, name: "other", rank: 3, reach: null },
      { id: 3, name: "new", rank: null, reach: 8 },
    ]);
  });

  it("R-BULK-6, R-UPS-5, R-CTI-2 upsertAll with hooks and upsert find a dog by its chip, and make the rows of all its tables", async () => {
    const em = database.newEm();
    const rex = em.create(Dog, { name: "Rex", breed: "pug", chip: "c1", size: 3 });
    em.create(Cat, { name: "Tom" });
    await em.flush();
    const other = database.newEm();
    const heard: string[] = [];
    for (const event of ["created", "updated"] as const)
      other.on(Dog, event, ({ entity }) => void heard.push(`${event} ${String(entity)}`));
    const rows = [
      { chip: "c2", name: "Pup", breed: "collie", fur: "long" },
      { chip: "c1", name: "Rex II", breed: "boxer" },
    ];
    expect(await other.upsertAll(Dog, rows, { onConflict: ["chip"], hooks: true })).toEqual({
      inserted: 1,
      updated: 1,
      ids: ["an:3", rex.id],
    });
    expect(heard).toEqual(["created Dog#1:3", "updated Dog:1"]);
    const [again, made] = await Promise.all([
      other.upsert(Dog, { chip: "c2", size: 9 }, { uniqueByMatch: "all" }),
      other.upsert(Dog, { chip: "c3", name: "Max", breed: "poodle" }, { uniqueByMatch: "all" }),
    ]);
    await other.flush();
    expect([String(again), String(made)]).toEqual(["Dog#1:3", "Dog#2:4"]);
    expect(
      await database.query(
        "SELECT a.id, a.name, a.version, m.fur, d.breed, d.size, d.chip FROM animals a JOIN mammals m USING (id) JOIN dogs d USING (id) ORDER BY a.id",
      ),
    ).toEqual([
      { id: 1, name: "Rex II", version: 2, fur: null, breed: "boxer", size: 3, chip: "c1" },
      { id: 3, name: "Pup", version: 2, fur: "long", breed: "collie", size: 9, chip: "c2" },
      { id: 4, name: "Max", version: 1, fur: null, breed: "poodle", size: null, chip: "c3" },
    ]);
  });

  it("R-BULK-6, R-STI-3 upsertAll with hooks makes rows of its own type, and refuses one of another", async () => {
    const em = database.newEm();
    em.create(TaskNew, { id: "task:5", name: "new", newScore: 1 });
    em.create(TaskOld, { id: "task:6", name: "old" });
    await em.flush();
    const { ids, ...counts } = await em.upsertAll(
      TaskOld,
      [
        { id: "task:9", oldNote: "n" },
        { id: "task:6", name: "older" },
      ],
      { onConflict: ["id"], hooks: true },
    );
    expect([ids, counts]).toEqual([["task:9", "task:6"], { inserted: 1, updated: 1 }]);
    await expect(
      em.upsertAll(TaskOld, [{ id: "task:10" }], { onConflict: ["id"] }),
    ).rejects.toThrow(
      "TaskOld.name is required: its default is given in code, which runs with hooks: true",
    );
    const wrong = [{ id: "task:5", name: "x" }];
    await expect(
      database.newEm().upsertAll(TaskOld, wrong, { onConflict: ["id"], hooks: true }),
    ).rejects.toMatchObject({ code: "UNIQUE", constraint: "tasks_pkey" });
    expect(
      await database.query("SELECT id, name, type_id, version FROM tasks ORDER BY id"),
    ).toEqual([
      { id: 5, name: "new", type_id: 2, version: 1 },
      { id: 6, name: "older", type_id: 1, version: 2 },
      { id: 9, name: "old n", type_id: 1, version: 1 },
    ]);
  });
});
