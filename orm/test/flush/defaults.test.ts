import { getRequiredKeys, newRequiredRule } from "kingpost";
import { DomainError, ValidationErrors } from "kingpost/errors";
import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../testDatabase.ts";
import { useClubs } from "./clubDomain.ts";

const database = useTestDatabase();
const newDomain = useClubs(database);

describe("defaults without hints", () => {
  it("R-DEF-1, R-CFG-1/setDefault apply in em.create, in order, to keys that were not given", () => {
    const { newEm, Player } = newDomain(({ player }) => {
      player.setDefault("rank", 7);
      player.setDefault("slug", (p) => `${p.name}-${p.rank}-${p.club.isSet}`);
    });
    const em = newEm();
    const values = (opts: { slug?: string; rank?: number | null | undefined }) => {
      const { slug, rank } = em.create(Player, { name: "p", ...opts });
      return [slug, rank];
    };
    expect(values({})).toEqual(["p-7-false", 7]);
    expect(values({ slug: "s" })).toEqual(["s", 7]);
    expect(values({ rank: undefined })).toEqual(["p-undefined-false", undefined]);
    expect(values({ rank: null })).toEqual(["p-undefined-false", undefined]);
    expect(values({ rank: 0 })).toEqual(["p-0-false", 0]);
  });

  it("R-DEF-2 a subtype's replaces its base's, and that of the database; undefined leaves a field unset", async () => {
    const { newEm, Player, Keeper } = newDomain(({ player, keeper }) => {
      player.setDefault("slug", () => "player");
      player.setDefault("rank", 1);
      keeper.setDefault("points", (k) => k.rank! + 1);
      keeper.setDefault("slug", (k) => (k.name === "k" ? undefined : "keeper"));
    });
    const em = newEm();
    em.create(Player, { name: "p" });
    em.create(Keeper, { name: "k" });
    em.create(Keeper, { name: "l" });
    await em.flush();
    expect(await database.query(`SELECT slug, points FROM clubs.players ORDER BY id`)).toEqual([
      { slug: "player", points: 10 },
      { slug: null, points: 2 },
      { slug: "keeper", points: 2 },
    ]);
  });

  it("R-DEF-6 apply in createPartial and findOrCreate, where undefined is no answer", async () => {
    const { newEm, Player } = newDomain(({ player }) => player.setDefault("rank", 7));
    const em = newEm();
    expect(em.createPartial(Player, { name: "p", rank: undefined }).rank).toBe(7);
    expect(em.createPartial(Player, { name: "p", rank: null }).rank).toBe(undefined);
    expect((await em.findOrCreate(Player, { name: "q" }, {})).rank).toBe(7);
  });
});

describe("defaults with hints", () => {
  it("R-DEF-3 are applied when the flush begins, with what their hints name loaded for all entities at once", async () => {
    const { newEm, Player, Club, lines } = newDomain(({ player }) => {
      player.setDefault("slug", { club: { patron: "name" } }, async (p, ctx) => {
        await Promise.resolve();
        ctx.lines.push(p.changes.club.hasChanged ? "new in club" : "in none");
        return `${p.club.get?.patron.get?.name}`;
      });
      player.beforeFlush((p, ctx) => ctx.lines.push(`flush ${p.slug}`));
    });
    await database.query(`INSERT INTO clubs.players (name) VALUES ('a'), ('b')`);
    await database.query(`INSERT INTO clubs.clubs (name, patron_id) VALUES ('A', 1), ('B', 2)`);
    const em = newEm();
    const players = ["c:1", "c:2", "c:1"].map((club, n) =>
      em.create(Player, { name: `p${n}`, club }),
    );
    em.create(Player, { name: "given", slug: "s", club: "c:1" });
    em.create(Player, { name: "declined", slug: null, club: "c:1" });
    expect(players.map(({ slug }) => slug)).toEqual([undefined, undefined, undefined]);
    const sent = await database.statements(() => em.flush());
    expect(sent).toMatchInlineSnapshot(`
      [
        "SELECT t."id", t."name", t."motto", t."updated_at", t."patron_id" FROM "clubs"."clubs" AS t WHERE t."id" = ANY($1::integer[])",
        "SELECT t."id", t."name", t."slug", t."rank", t."points", t."club_id", t1."id", t1."reach" FROM "clubs"."players" AS t LEFT JOIN "clubs"."keepers" AS t1 ON t1."id" = t."id" WHERE t."id" = ANY(ARRAY(SELECT t."patron_id" FROM "clubs"."clubs" AS t WHERE t."id" = ANY($1::integer[])))",
        "SELECT ARRAY(SELECT nextval(r.sequence) FROM generate_series(1, r.amount)) FROM unnest($1::regclass[], $2::int[]) WITH ORDINALITY AS r(sequence, amount, position) ORDER BY r.position",
        "SELECT 1 FROM "clubs"."clubs" WHERE "id" = ANY($1::integer[]) ORDER BY "id" FOR KEY SHARE",
        "WITH written AS (INSERT INTO "clubs"."players" ("id", "name", "slug", "rank", "points", "club_id") SELECT c0, c1, c2, c3, c4, c5 FROM unnest($1::integer[], $2::text[], $3::text[], $4::integer[], $5::integer[], $6::integer[]) AS given(c0, c1, c2, c3, c4, c5) RETURNING "id") SELECT CASE WHEN count(*) <> cardinality($1::integer[]) THEN ('kingpost:skipped players ' || (SELECT json_agg(key::text) FROM unnest($1::integer[]) AS key WHERE key NOT IN (SELECT "id" FROM written)))::integer END AS failure FROM written",
      ]
    `);
    expect(lines).toEqual([
      "new in club",
      "new in club",
      "new in club",
      "flush a",
      "flush b",
      "flush a",
      "flush s",
      "flush undefined",
    ]);
    expect(players.map(({ slug }) => slug)).toEqual(["a", "b", "a"]);
    expect((await newEm().find(Club, {})).length).toBe(2);
  });

  it("R-INH-12, R-DEF-3 of a subtype give what its base must have, before rules ask, and not to the base", async () => {
    const { newEm, Player, Keeper } = newDomain(({ player, keeper }) => {
      player.addRule(newRequiredRule("name"));
      keeper.setDefault("name", { club: "name" }, (k) => `keeper of ${k.club.get?.name}`);
    });
    await database.query(`INSERT INTO clubs.clubs (name) VALUES ('A')`);
    const em = newEm();
    em.createPartial(Keeper, { club: "c:1" });
    await em.flush();
    expect(await database.query(`SELECT name FROM clubs.players`)).toEqual([
      { name: "keeper of A" },
    ]);
    expect([getRequiredKeys(Player), getRequiredKeys(Keeper)]).toEqual([["name"], []]);
    em.createPartial(Player, { club: "c:1" });
    await expect(em.flush()).rejects.toThrow("Player#2 name is required");
  });

  it("R-DEF-3, R-DEF-4 come after those of the fields that their hints name, across entities", async () => {
    const { newEm, Player, Club, lines } = newDomain(({ player, club }, types) => {
      // Registered first, and last in the order.
      player.setDefault(
        "slug",
        { club: "motto", rank: {} },
        (p) => `${p.club.get?.motto} ${p.rank}`,
      );
      player.setDefault("rank", ["club", "name"], (p, ctx) => {
        ctx.lines.push(`rank of ${p.name}`);
        return p.club.get === undefined ? undefined : 3;
      });
      player.setDefault("club", "name", async (p) => {
        const [found] = await p.fullNonReactiveAccess.em.find(types().Club, {});
        return found;
      });
      club.setDefault("motto", { patron: "name" }, (c) => `with ${c.patron.get?.name}`);
    });
    await database.query(`INSERT INTO clubs.clubs (name, motto) VALUES ('A', 'm')`);
    const em = newEm();
    const patron = em.create(Player, { name: "rich", club: null });
    const club = em.create(Club, { name: "c", patron });
    const [one, two] = em.createMany(Player, [{ name: "one", club }, { name: "two" }]);
    await em.setDefaults([one!, two!, club, patron]);
    expect([club.motto, one!.rank, one!.slug]).toEqual(["with rich", 3, "with rich 3"]);
    expect([two!.club.id, two!.rank, two!.slug]).toEqual(["c:1", 3, "m 3"]);
    expect([patron.rank, patron.slug]).toEqual([undefined, "undefined undefined"]);
    lines.length = 0;
    await em.flush();
    expect(lines).toEqual(["rank of rich"]);
  });

  it("R-DEF-3 defaults that wait for each other, wrong fields and wrong hints are errors at boot", () => {
    const circle = newDomain(({ player, club }) => {
      player.setDefault("slug", { club: "motto" }, () => "s");
      club.setDefault("motto", { players: "slug" }, () => "m");
    });
    expect(() => circle.domain.boot()).toThrow(
      new DomainError({
        problems: [
          "A default would wait for itself: Player.slug after Club.motto after Player.slug",
        ],
      }),
    );
    const wrong = newDomain(({ player }) => {
      player.setDefault("nick" as "slug", "s");
      player.setDefault("slug", { clubs: {} } as object, () => "s");
    });
    expect(() => wrong.domain.boot()).toThrow(
      /Player, default at defaults\.test\.ts:\d+: Player has no field nick that could have a default\n- Player, default at defaults\.test\.ts:\d+: Player has no field clubs/,
    );
  });

  it("R-DEF-5, R-FLUSH-6 a TypeError for want of something is told when no rule tells better", async () => {
    const { newEm, Player } = newDomain(({ player }) => {
      player.addRule(newRequiredRule("name"));
      player.setDefault("slug", (p) => p.name.toLowerCase());
      player.setDefault("rank", { club: "name" }, (p) => p.club.get!.name.length);
    });
    const em = newEm();
    const player = em.createPartial(Player, {});
    await expect(em.flush()).rejects.toThrow(
      new ValidationErrors([
        { entity: player, field: "name", message: "name is required", code: "required" },
      ]),
    );
    player.name = "Ann";
    await expect(em.flush()).rejects.toThrow(TypeError);
    expect([player.isNewEntity, player.slug]).toEqual([true, "ann"]);
    await expect(em.flush({ skipValidation: true })).rejects.toThrow(TypeError);
    player.rank = 1;
    await em.flush();
    expect(await database.query(`SELECT name, slug, rank FROM clubs.players`)).toEqual([
      { name: "Ann", slug: "ann", rank: 1 },
    ]);
  });

  it("R-FLUSH-7 what else a default throws ends the flush, and everything is pending as before", async () => {
    let fails = true;
    const { newEm, Player } = newDomain(({ player }) => {
      player.setDefault("slug", "name", (p) => {
        if (fails && p.name === "bad") throw new RangeError("bad");
        return p.name;
      });
    });
    const em = newEm();
    const players = em.createMany(Player, [{ name: "bad" }, { name: "good" }]);
    await expect(em.flush()).rejects.toThrow(new RangeError("bad"));
    expect(players.map(({ slug, isNewEntity }) => [slug, isNewEntity])).toEqual([
      [undefined, true],
      ["good", true],
    ]);
    fails = false;
    await em.flush();
    expect(players.map(({ slug }) => slug)).toEqual(["bad", "good"]);
  });
});

describe("ids of new entities", () => {
  it("R-ID-8 code of defaults and hooks that reads one has it assigned, and is called again", async () => {
    const { newEm, Player, Club, lines } = newDomain(({ player, club }) => {
      player.setDefault("slug", (p) => `sync ${p.id}`);
      club.setDefault("motto", { patron: "name" }, (c) => `of ${c.patron.id}`);
      player.beforeFlush("patronOf", async (p, ctx) => {
        ctx.lines.push(`called for ${p.name}`);
        await Promise.resolve();
        ctx.lines.push(`flush ${p.id} ${p.patronOf.get.map(({ id }) => id).join()}`);
      });
    });
    const em = newEm();
    const patron = em.create(Player, { name: "p" });
    const made = em.create(Club, { name: "c", patron });
    expect(patron.slug).toBe(undefined);
    await em.flush();
    expect([patron.slug, made.motto, lines]).toEqual([
      "sync p:1",
      "of p:1",
      ["called for p", "flush p:1 c:1"],
    ]);
    em.create(Player, { name: "q", slug: "s" });
    await em.flush();
    expect(lines.slice(2)).toEqual(["called for q", "called for q", "flush p:2 "]);
  });
});
