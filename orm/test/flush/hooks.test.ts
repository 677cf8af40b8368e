import { newRequiredRule } from "kingpost";
import { DomainError, FlushLoopError, WriteDuringFlushError } from "kingpost/errors";
import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../testDatabase.ts";
import { useClubs } from "./clubDomain.ts";

const database = useTestDatabase();
const newDomain = useClubs(database);

/** Some turns of the event loop later. */
const later = () => new Promise((resolve) => setTimeout(resolve, 5));

describe("hooks", () => {
  it("R-HOOK-1, R-HOOK-2, R-CFG-1/beforeCreate beforeUpdate run in their moments, with the context of the em", async () => {
    const { newEm, Club, Player, lines } = newDomain(({ player }) => {
      player.beforeFlush((p, ctx) => ctx.lines.push(`flush ${p.name}`));
      player.afterValidation((p, ctx) => ctx.lines.push(`valid ${p.name}`));
      player.beforeUpdate((p, ctx) => ctx.lines.push(`update ${p.name}`));
      player.beforeCreate((p, ctx) => ctx.lines.push(`create ${p.name}`));
      player.beforeDelete("club", (p, ctx) =>
        ctx.lines.push(`delete ${p.name} of ${p.club.get?.name}`),
      );
      player.addRule((p) => void lines.push(`rule ${p.name}`));
    });
    const em = newEm();
    const club = em.create(Club, { name: "c1" });
    const [one, two] = em.createMany(Player, [{ name: "p1" }, { name: "p2", club }]);
    await em.flush();
    expect(lines.splice(0)).toEqual([
      "create p1",
      "create p2",
      "flush p1",
      "flush p2",
      "rule p1",
      "rule p2",
      "valid p1",
      "valid p2",
    ]);
    one!.name = "q1";
    em.delete(two!);
    await em.flush();
    expect(lines).toEqual(["delete p2 of c1", "update q1", "flush q1", "rule q1", "valid q1"]);
  });

  it("R-HOOK-1 hints are populated for all entities of the round in one go", async () => {
    const { newEm, Club, Player, lines } = newDomain(({ player }) => {
      player.beforeFlush({ club: "patron" }, (p, ctx) =>
        ctx.lines.push(`${p.name} ${p.club.get?.patron.get?.name}`),
      );
    });
    const em = newEm();
    const patron = em.create(Player, { name: "patron" });
    const clubs = em.createMany(Club, [
      { name: "c1", patron },
      { name: "c2", patron },
    ]);
    for (const club of clubs)
      em.createMany(Player, [
        { name: `${club.name}a`, club },
        { name: `${club.name}b`, club },
      ]);
    await em.flush();
    lines.length = 0;
    const other = newEm();
    const players = await other.find(Player, {});
    for (const player of players) player.rank = 1;
    const sent = await database.statements(() => other.flush());
    expect(lines).toEqual([
      "patron undefined",
      "c1a patron",
      "c1b patron",
      "c2a patron",
      "c2b patron",
    ]);
    expect(sent).toMatchInlineSnapshot(`
      [
        "SELECT t."id", t."name", t."motto", t."updated_at", t."patron_id" FROM "clubs"."clubs" AS t WHERE t."id" = ANY($1::integer[])",
        "SELECT t."id", t."name", t."slug", t."rank", t."points", t."club_id", t1."id", t1."reach" FROM "clubs"."players" AS t LEFT JOIN "clubs"."keepers" AS t1 ON t1."id" = t."id" WHERE t."id" = ANY(ARRAY(SELECT t."patron_id" FROM "clubs"."clubs" AS t WHERE t."id" = ANY($1::integer[])))",
        "SELECT 1 FROM "clubs"."players" WHERE "id" = ANY($1::integer[]) ORDER BY "id" FOR NO KEY UPDATE",
        "WITH given AS (SELECT * FROM unnest($1::integer[], $2::integer[]) AS given(id, c0)), written AS (UPDATE "clubs"."players" AS t SET "rank" = given.c0 FROM given WHERE t."id" = ANY($1::integer[]) AND t."id" = given.id RETURNING t."id" AS id) SELECT written.*, CASE WHEN stale.rows IS NOT NULL THEN ('kingpost:oplock players ' || stale.rows)::integer END FROM (SELECT json_agg(json_build_array(given.id::text, CASE WHEN EXISTS (SELECT FROM "clubs"."players" AS t WHERE t."id" = given.id) THEN 'changed' ELSE 'deleted' END) ORDER BY given.id)::text AS rows FROM given WHERE NOT EXISTS (SELECT FROM written WHERE written.id = given.id)) AS stale LEFT JOIN written ON false",
      ]
    `);
  });

  it("R-HOOK-2, R-FLUSH-3 what hooks make dirty has its own hooks in the next round, each once", async () => {
    const { newEm, Player, Club, lines } = newDomain(({ player, club }, types) => {
      player.beforeCreate(async (p, ctx) => {
        ctx.lines.push(`create ${p.name}`);
        await later();
        p.club.set(p.em.create(types().Club, { name: "made" }));
        const [old] = await p.em.find(types().Player, { name: "old" });
        old!.rank = 1;
        p.rank = 2;
      });
      player.beforeUpdate("club", (p, ctx) => {
        ctx.lines.push(`update ${p.name}`);
        p.rank = 3;
        p.club.get?.em.delete(p.club.get);
      });
      player.beforeFlush((p, ctx) => ctx.lines.push(`flush ${p.name}`));
      club.beforeFlush((c, ctx) => ctx.lines.push(`flush ${c.name}`));
      club.beforeDelete((c, ctx) => ctx.lines.push(`delete ${c.name}`));
    });
    await database.query(`INSERT INTO clubs.clubs (name) VALUES ('closing')`);
    await database.query(`INSERT INTO clubs.players (name, club_id) VALUES ('old', 1)`);
    const em = newEm();
    em.create(Player, { name: "new" });
    await em.flush();
    expect(lines).toEqual([
      "create new",
      "flush new",
      "update old",
      "flush made",
      "flush old",
      "delete closing",
    ]);
    expect(
      await database.query(`SELECT name, rank, club_id FROM clubs.players ORDER BY id`),
    ).toEqual([
      { name: "old", rank: 3, club_id: null },
      { name: "new", rank: 2, club_id: 2 },
    ]);
    expect(await newEm().find(Club, {})).toHaveLength(1);
  });

  it("R-FLUSH-3 hooks that always make something dirty end in an error that names it", async () => {
    const { newEm, Player, lines } = newDomain(({ player }, types) => {
      player.beforeFlush((p) => {
        p.em.create(types().Player, { name: `${p.name}+` });
      });
      player.beforeFlush((p, ctx) => ctx.lines.push(p.name));
    });
    const em = newEm();
    em.create(Player, { name: "p" });
    const error = await em.flush().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(FlushLoopError);
    expect((error as FlushLoopError).message).toBe(
      "Flush did not settle after 10 rounds: Player#11 keep changing",
    );
    expect(lines).toHaveLength(10);
    expect(await database.query(`SELECT * FROM clubs.players`)).toEqual([]);
  });

  it("R-HOOK-5 base hooks run before subtype hooks, whatever comes first in time", async () => {
    const { newEm, Keeper, lines } = newDomain(({ player, keeper }) => {
      keeper.beforeFlush((k, ctx) => ctx.lines.push(`keeper ${k.name} ${k.reach}`));
      player.beforeFlush(async (p, ctx) => {
        await later();
        ctx.lines.push(`player ${p.name}`);
      });
    });
    const em = newEm();
    em.create(Keeper, { name: "k" });
    await em.flush();
    expect(lines).toEqual(["player k", "keeper k undefined"]);
  });

  it("R-HOOK-3, R-CFG-1/runHooksBefore entities run concurrently, types as runHooksBefore says", async () => {
    const { newEm, Club, Player, Keeper, lines } = newDomain(({ club, player, keeper }, types) => {
      const hook = async (e: { name: string }, ctx: { lines: string[] }) => {
        ctx.lines.push(`${e.name} begins`);
        await later();
        ctx.lines.push(`${e.name} ends`);
      };
      player.beforeFlush(hook);
      club.beforeFlush(hook);
      keeper.beforeCreate((k, ctx) => ctx.lines.push(`${k.name} is new`));
      club.runHooksBefore("Player");
      player.runHooksBefore(types().Keeper);
    });
    const em = newEm();
    em.create(Keeper, { name: "k" });
    em.createMany(Player, [{ name: "p1" }, { name: "p2" }]);
    em.create(Club, { name: "c" });
    await em.flush();
    expect(lines).toEqual([
      "k is new",
      "c begins",
      "c ends",
      "p1 begins",
      "p2 begins",
      "p1 ends",
      "p2 ends",
      "k begins",
      "k ends",
    ]);
  });

  it("R-HOOK-3 a circle of runHooksBefore, a type of elsewhere and a wrong hint are errors at boot", () => {
    const circle = newDomain(({ club, player }, types) => {
      club.runHooksBefore(types().Keeper);
      player.runHooksBefore(types().Club);
    });
    expect(() => circle.domain.boot()).toThrow(
      new DomainError({
        problems: [
          "The hooks of a type would run before themselves: Club before Keeper before Club",
        ],
      }),
    );
    const unknown = newDomain(({ club, player }) => {
      club.runHooksBefore("Author");
      player.beforeFlush("clubs" as "club", () => undefined);
    });
    expect(() => unknown.domain.boot()).toThrow(
      /Club, runHooksBefore at hooks\.test\.ts:\d+: Author is no type of this domain\n- Player, beforeFlush at hooks\.test\.ts:\d+: /,
    );
  });

  it("R-FLUSH-7 what fails is thrown once no hook runs any more, and everything is pending as before", async () => {
    const { newEm, Player, lines } = newDomain(({ player }) => {
      player.beforeFlush(async (p, ctx) => {
        if (p.name === "bad") throw new RangeError("bad");
        await later();
        p.rank = 7;
        ctx.lines.push(p.name);
      });
      player.beforeFlush((p, ctx) => ctx.lines.push(`then ${p.name}`));
    });
    const em = newEm();
    const [, bad] = em.createMany(Player, [{ name: "good" }, { name: "bad" }]);
    await expect(em.flush()).rejects.toThrow(new RangeError("bad"));
    expect(lines.splice(0)).toEqual(["good"]);
    expect(em.entities.map((each) => [String(each), each.isNewEntity])).toEqual([
      ["Player#1", true],
      ["Player#2", true],
    ]);
    bad!.name = "mended";
    await em.flush();
    expect(lines).toEqual(["good", "then good", "mended", "then mended"]);
    expect(await database.query(`SELECT name, rank FROM clubs.players ORDER BY id`)).toEqual([
      { name: "good", rank: 7 },
      { name: "mended", rank: 7 },
    ]);
  });
});

describe("who may write during a flush", () => {
  it("R-FLUSH-5 a hook may, also behind what it awaits; others may not", async () => {
    let during: unknown;
    const { newEm, Player } = newDomain(({ player }, types) => {
      player.beforeFlush(async (p) => {
        await p.em.find(types().Club, {});
        await p.em.find(types().Player, {});
        p.rank = 4;
        await database.query("SELECT 1");
        await later();
        await p.club.load();
        p.slug = "s";
      });
    });
    const em = newEm();
    const player = em.create(Player, { name: "p" });
    const flushed = em.flush();
    try {
      player.name = "at once";
    } catch (error) {
      during = error;
    }
    const others = later().then(() => {
      expect(() => (player.name = "later")).toThrow(new WriteDuringFlushError());
      expect(() => em.create(Player, { name: "q" })).toThrow(new WriteDuringFlushError());
      expect(() => em.delete(player)).toThrow(new WriteDuringFlushError());
    });
    await Promise.all([flushed, others]);
    expect(during).toEqual(new WriteDuringFlushError());
    expect([player.name, player.rank, player.slug]).toEqual(["p", 4, "s"]);
    player.name = "after";
    expect(await em.flush()).toEqual([player]);
  });

  it("R-FLUSH-5 what a hook left running may not, neither during the flush nor after it", async () => {
    const left: Array<Promise<unknown>> = [];
    const { newEm, Player } = newDomain(({ player }) => {
      player.beforeFlush((p) => {
        left.push(
          Promise.resolve()
            .then(() => (p.rank = 1))
            .catch((error: unknown) => error),
          later()
            .then(later)
            .then(() => (p.rank = 2))
            .catch((error: unknown) => error),
        );
      });
    });
    const em = newEm();
    const player = em.create(Player, { name: "p" });
    await em.flush();
    const late = new WriteDuringFlushError({ isLate: true });
    expect(await Promise.all(left)).toEqual([late, late]);
    expect(player.rank).toBe(undefined);
    player.rank = 3;
    await em.flush();
    expect(await database.query(`SELECT rank FROM clubs.players`)).toEqual([{ rank: 3 }]);
  });

  it("R-HOOK-6 afterValidation hooks may not", async () => {
    const { newEm, Player } = newDomain(({ player }) => {
      player.afterValidation((p) => {
        p.rank = 1;
      });
    });
    const em = newEm();
    em.create(Player, { name: "p" });
    await expect(em.flush()).rejects.toThrow(new WriteDuringFlushError());
  });

  it("R-FLUSH-5 a flush without hooks makes no asynchronous context", async () => {
    const { newEm, Player } = newDomain(({ player }) => player.addRule(newRequiredRule("name")));
    const em = newEm();
    const player = em.create(Player, { name: "p" });
    const flushed = em.flush();
    expect(() => (player.name = "q")).toThrow(new WriteDuringFlushError());
    await flushed;
    expect(await database.query(`SELECT name FROM clubs.players`)).toEqual([{ name: "p" }]);
  });
});
