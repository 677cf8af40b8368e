import {
  AbortError,
  AfterCommitError,
  ValidationErrors,
  WriteDuringFlushError,
} from "kingpost/errors";
import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../testDatabase.ts";
import { type PlayerEntity, useClubs } from "./clubDomain.ts";

const database = useTestDatabase();
const newDomain = useClubs(database);

/** The verbs of what was sent, in order, and in how many round trips. */
async function sentBy(
  work: () => Promise<unknown>,
): Promise<[verbs: string[], roundTrips: number]> {
  const sent = await database.statements(work);
  return [sent.map((text) => /^\S+/.exec(text)![0]), database.driver.roundTrips];
}

describe("commit hooks", () => {
  it("R-HOOK-6, R-CFG-1/beforeCommit afterCommit run for what was created, updated and deleted, on either side of COMMIT", async () => {
    const { newEm, Player, Club, lines } = newDomain(({ player, club }) => {
      player.beforeCommit("club", async (p, ctx) => {
        const [row] = await p.em.sql`SELECT count(*)::int AS count FROM clubs.players`;
        const there = await database.query(`SELECT count(*)::int AS count FROM clubs.players`);
        ctx.lines.push(
          `before ${p.name} of ${p.club.get?.name}: ${String(row!["count"])} inside, ${String(there[0]!["count"])} outside`,
        );
      });
      player.afterCommit("club", async (p, ctx) => {
        const there = await database.query(`SELECT count(*)::int AS count FROM clubs.players`);
        ctx.lines.push(
          `after ${p.name} ${p.id} of ${p.club.get?.name}: ${p.isNewEntity}, ${String(there[0]!["count"])} outside`,
        );
      });
      club.afterCommit((c, ctx) => ctx.lines.push(`after ${c.name}`));
    });
    const em = newEm();
    const club = em.create(Club, { name: "c" });
    const [one] = em.createMany(Player, [{ name: "p1", club }, { name: "p2" }]);
    await em.flush();
    // Each waits for a query of its own.
    expect(lines.slice(0, 2).toSorted()).toEqual([
      "before p1 of c: 2 inside, 0 outside",
      "before p2 of undefined: 2 inside, 0 outside",
    ]);
    expect(lines.splice(0).slice(2).toSorted()).toEqual([
      "after c",
      "after p1 p:1 of c: false, 2 outside",
      "after p2 p:2 of undefined: false, 2 outside",
    ]);
    const other = newEm();
    const [first, second] = await other.loadAll(Player, [one!.id, "p:2"]);
    other.delete(first!);
    second!.name = "q2";
    await other.flush();
    expect(lines.slice(0, 2).toSorted()).toEqual([
      "before p1 of c: 1 inside, 2 outside",
      "before q2 of undefined: 1 inside, 2 outside",
    ]);
    expect(lines.slice(2).toSorted()).toEqual([
      "after p1 p:1 of c: false, 1 outside",
      "after q2 p:2 of undefined: false, 1 outside",
    ]);
  });

  it("R-HOOK-6 a beforeCommit hook costs one round trip more, and only where there is one", async () => {
    const { newEm, Player, Club } = newDomain(({ player }) => {
      player.beforeCommit(() => undefined);
    });
    const em = newEm();
    em.create(Club, { name: "c" });
    await em.assignNewIds();
    expect(await sentBy(() => em.flush())).toEqual([["WITH"], 1]);
    em.create(Player, { name: "p" });
    await em.assignNewIds();
    expect(await sentBy(() => em.flush())).toEqual([["WITH"], 2]);
  });

  it("R-HOOK-6, R-FLUSH-7 what a beforeCommit hook throws takes everything back, and it may change nothing", async () => {
    let fails = true;
    const { newEm, Player } = newDomain(({ player }) => {
      player.beforeCommit((p) => {
        if (fails) p.rank = 1;
      });
    });
    const em = newEm();
    const player = em.create(Player, { name: "p" });
    await expect(em.flush()).rejects.toThrow(new WriteDuringFlushError());
    expect([player.isNewEntity, player.rank, em.lastFlush]).toEqual([true, undefined, undefined]);
    expect(await database.query(`SELECT * FROM clubs.players`)).toEqual([]);
    fails = false;
    expect(await em.flush()).toEqual([player]);
    expect(await database.query(`SELECT name FROM clubs.players`)).toEqual([{ name: "p" }]);
  });

  it("R-FLUSH-9, R-HOOK-4 all afterCommit hooks run, what they throw is told at the end, and the state is settled", async () => {
    const { newEm, Player, lines } = newDomain(({ player }) => {
      player.afterCommit((p) => {
        if (p.name !== "good") throw new RangeError(`no mail for ${p.name}`);
      });
      player.afterCommit((p, ctx) => {
        ctx.lines.push(p.name);
        if (p.name === "good") p.rank = 1;
      });
    });
    const em = newEm();
    const players = em.createMany(Player, [{ name: "bad" }, { name: "good" }, { name: "worse" }]);
    const error = (await em.flush().catch((thrown: unknown) => thrown)) as AfterCommitError;
    expect(error).toBeInstanceOf(AfterCommitError);
    expect(error.message.startsWith("no mail for bad; ")).toBe(true);
    expect(error.errors).toEqual([
      new RangeError("no mail for bad"),
      new RangeError("no mail for worse"),
      new WriteDuringFlushError(),
    ]);
    expect(lines.toSorted()).toEqual(["bad", "good", "worse"]);
    expect(players.map((each) => [each.isNewEntity, each.isDirtyEntity])).toEqual([
      [false, false],
      [false, false],
      [false, false],
    ]);
    expect(await em.flush()).toEqual([]);
    expect(await database.query(`SELECT count(*)::int FROM clubs.players`)).toEqual([{ count: 3 }]);
  });

  it("R-HOOK-4 an afterCommit hook may write with an em of its own", async () => {
    const { newEm, Player, Club } = newDomain(({ player }, types) => {
      player.afterCommit(async (p) => {
        const other = types().newEm();
        other.create(types().Club, { name: `club of ${p.name}` });
        await other.flush();
      });
    });
    const em = newEm();
    em.create(Player, { name: "p" });
    await em.flush();
    expect((await newEm().find(Club, {})).map(({ name }) => name)).toEqual(["club of p"]);
  });

  it("R-CHG-3 hooks on either side of COMMIT are shown the changes that were written", async () => {
    const shown: unknown[] = [];
    const tell = async (p: PlayerEntity): Promise<void> => {
      const { fields, name, club } = p.changes;
      const left = await club.originalEntity;
      shown.push([fields, name.hasUpdated, name.originalValue, club.originalValue, left?.name]);
    };
    const { newEm, Player, Club } = newDomain(({ player, club }) => {
      player.beforeFlush(tell);
      player.beforeCommit(tell);
      player.afterCommit(tell);
      club.afterCommit(async (c) => {
        const { players } = c.changes;
        const before = await players.originalEntities;
        const names = [players.added, players.removed, before].map((list) =>
          list.map((p) => p.name),
        );
        shown.push([c.name, ...names]);
      });
    });
    const em = newEm();
    const [old, next] = em.createMany(Club, [{ name: "old" }, { name: "next" }]);
    const player = em.create(Player, { name: "p", club: old! });
    em.create(Player, { name: "q", club: next! });
    await em.flush();
    shown.length = 0;
    player.name = "p+";
    player.club.set(next!);
    next!.motto = "m";
    await em.flush();
    const changes = [["name", "club"], true, "p", old!.id, "old"];
    // Hooks of different entities run at once, and each of these waits for what it loads.
    const isOfClub = ([name]: readonly unknown[]): number => (name === "next" ? 1 : 0);
    const inOrder = shown.toSorted((a, b) => isOfClub(a as []) - isOfClub(b as []));
    expect(inOrder).toEqual([changes, changes, changes, ["next", ["p+"], [], ["q"]]]);
    expect(player.changes.fields).toEqual([]);
  });
});

describe("options of a flush", () => {
  it("R-FLUSH-8 skipValidation leaves out the rules, not the hooks", async () => {
    const { newEm, Player, lines } = newDomain(({ player }) => {
      player.addRule((p) => `${p.name} is refused`);
      player.beforeFlush((p, ctx) => ctx.lines.push(`flush ${p.name}`));
      player.afterValidation((p, ctx) => ctx.lines.push(`valid ${p.name}`));
    });
    const em = newEm();
    em.create(Player, { name: "p" });
    await expect(em.flush()).rejects.toThrow(ValidationErrors);
    await em.flush({ skipValidation: true });
    expect(lines).toEqual(["flush p", "flush p", "valid p"]);
    expect(await database.query(`SELECT name FROM clubs.players`)).toEqual([{ name: "p" }]);
  });

  it("R-FLUSH-13 a signal ends a flush at its next step, and nothing is written", async () => {
    const controllers: Record<string, AbortController> = {};
    const { newEm, Player } = newDomain(({ player }) => {
      player.beforeFlush(() => controllers["flush"]?.abort("enough"));
      player.afterValidation(() => controllers["valid"]?.abort("enough"));
      player.beforeCommit(() => controllers["commit"]?.abort("enough"));
    });
    const em = newEm();
    const player = em.create(Player, { name: "p" });
    await expect(em.flush({ signal: AbortSignal.abort("no") })).rejects.toThrow(
      new AbortError({ operation: "flush", cause: "no" }),
    );
    for (const moment of ["flush", "valid", "commit"]) {
      const { signal } = (controllers[moment] = new AbortController());
      await expect(em.flush({ signal })).rejects.toThrow("flush was aborted");
      expect([player.isNewEntity, em.isFlushing]).toEqual([true, false]);
    }
    expect(await database.query(`SELECT * FROM clubs.players`)).toEqual([]);
    expect(await em.flush({ signal: new AbortController().signal })).toEqual([player]);
  });
});
