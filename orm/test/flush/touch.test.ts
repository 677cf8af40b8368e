import { EntityDeletedError, OptimisticLockError } from "kingpost/errors";
import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../testDatabase.ts";
import { useClubs } from "./clubDomain.ts";

const database = useTestDatabase();
const newDomain = useClubs(database);

const updatedAt = async (): Promise<unknown> =>
  (await database.query(`SELECT updated_at::text FROM clubs.clubs`))[0]!["updated_at"];

describe("em.touch", () => {
  it("R-FLUSH-12, R-EM-4/touch makes an entity part of the next flush with no field change", async () => {
    const { newEm, Club, lines } = newDomain(({ club }) => {
      club.beforeUpdate((c, ctx) => ctx.lines.push(`update ${c.name} ${c.changes.fields.length}`));
      club.addRule((c) => void lines.push(`rule ${c.name}`));
      club.afterCommit((c, ctx) => ctx.lines.push(`after ${c.name}`));
    });
    await database.query(`INSERT INTO clubs.clubs (name) VALUES ('c')`);
    const before = await updatedAt();
    const em = newEm();
    const club = await em.load(Club, "c:1");
    em.touch([club]);
    expect(club.isDirtyEntity).toBe(false);
    // Reading it again leaves it touched, and so does a change that is taken back.
    await em.refresh(club, { keepChanges: true });
    club.name = "d";
    club.name = "c";
    let written: unknown;
    const sent = await database.statements(async () => {
      written = await em.flush();
    });
    expect(written).toEqual([club]);
    expect(lines).toEqual(["update c 0", "rule c", "after c"]);
    expect(sent).toMatchInlineSnapshot(`
      [
        "WITH given AS (SELECT $1::integer AS id, $2::timestamptz AS token), written AS (UPDATE "clubs"."clubs" AS t SET "updated_at" = greatest($3::timestamptz, t."updated_at" + interval '1 microsecond') FROM given WHERE t."id" = $1::integer AND t."id" = given.id AND t."updated_at" = given.token RETURNING t."id" AS id, t."updated_at") SELECT written.*, CASE WHEN stale.rows IS NOT NULL THEN ('kingpost:oplock clubs ' || stale.rows)::integer END FROM (SELECT json_agg(json_build_array(given.id::text, CASE WHEN EXISTS (SELECT FROM "clubs"."clubs" AS t WHERE t."id" = given.id) THEN 'changed' ELSE 'deleted' END) ORDER BY given.id)::text AS rows FROM given WHERE NOT EXISTS (SELECT FROM written WHERE written.id = given.id)) AS stale LEFT JOIN written ON written."updated_at" IS DISTINCT FROM $3::timestamptz",
      ]
    `);
    expect(em.lastFlush!.updated).toEqual([{ entity: club, fields: {} }]);
    expect(await updatedAt()).not.toBe(before);
    expect(await em.flush()).toEqual([]);
  });

  it("R-FLUSH-12 checks the lock", async () => {
    const { newEm, Club } = newDomain(() => undefined);
    await database.query(`INSERT INTO clubs.clubs (name) VALUES ('c')`);
    const em = newEm();
    const club = await em.load(Club, "c:1");
    await database.query(`UPDATE clubs.clubs SET updated_at = now() + interval '1 second'`);
    em.touch(club);
    await expect(em.flush()).rejects.toThrow(OptimisticLockError);
  });

  it("R-FLUSH-12 of an entity with neither version nor time runs hooks and sends nothing", async () => {
    const { newEm, Player, lines } = newDomain(({ player }) => {
      player.beforeFlush((p, ctx) => ctx.lines.push(p.name));
    });
    await database.query(`INSERT INTO clubs.players (name) VALUES ('p')`);
    const em = newEm();
    const player = await em.load(Player, "p:1");
    em.touch(player);
    expect(await database.statements(() => em.flush())).toEqual([]);
    expect(lines).toEqual(["p"]);
  });

  it("R-FLUSH-12 a new entity is written anyway, a deleted one cannot be touched", async () => {
    const { newEm, Player } = newDomain(() => undefined);
    const em = newEm();
    const player = em.create(Player, { name: "p" });
    em.touch(player);
    expect(await em.flush()).toEqual([player]);
    em.delete(player);
    expect(() => em.touch(player)).toThrow(EntityDeletedError);
  });
});
