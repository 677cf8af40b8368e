// The order of a whole flush, and which part of it an open transaction puts off.
import { Plugin } from "kingpost";
import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../testDatabase.ts";
import { useClubs } from "./clubDomain.ts";

const database = useTestDatabase();
const newDomain = useClubs(database);

describe("the order of a flush", () => {
  it("R-FLUSH-1 R-HOOK-1 defaults, hooks, validation, writes, COMMIT and what follows it", async () => {
    const { newEm, Club, Player, domain, lines } = newDomain(({ club, player }) => {
      const note = (moment: string) => (e: { name: string }) =>
        void lines.push(`${moment} ${e.name}`);
      club.setDefault("motto", { patron: {} }, (c) => {
        lines.push("default");
        return `of ${c.patron.id}`;
      });
      club.addRule(note("rule"));
      club.addCommitRule(note("commit rule"));
      club.beforeDelete(note("beforeDelete"));
      club.beforeCreate(note("beforeCreate"));
      club.beforeUpdate(note("beforeUpdate"));
      club.beforeFlush(note("beforeFlush"));
      club.afterValidation(note("afterValidation"));
      club.beforeCommit(note("beforeCommit"));
      club.afterCommit(note("afterCommit"));
      player.beforeDelete(note("beforeDelete"));
    });
    await database.query(`INSERT INTO clubs.players (name) VALUES ('p'), ('gone')`);
    await database.query(`INSERT INTO clubs.clubs (name) VALUES ('old')`);
    class Notes extends Plugin {
      override beforeValidate(): void {
        lines.push("plugins before validation");
      }
      override afterValidate(): void {
        lines.push("plugins after validation");
      }
    }
    const em = newEm();
    em.addPlugin(new Notes());
    em.beforeCommit(() => lines.push("em.beforeCommit"));
    em.afterCommit(() => lines.push("em.afterCommit"));
    domain.events.on(Club, "created", ({ entity }) => lines.push(`created ${entity.name}`));
    const [patron, gone] = await em.loadAll(Player, ["p:1", "p:2"]);
    const old = await em.load(Club, "c:1");
    em.create(Club, { name: "new", patron: patron! });
    old.motto = "m";
    em.delete(gone!);
    await em.flush();
    expect(lines).toEqual([
      "beforeDelete gone",
      "default",
      "beforeCreate new",
      "beforeUpdate old",
      "beforeFlush new",
      "beforeFlush old",
      "plugins before validation",
      "rule new",
      "rule old",
      "afterValidation new",
      "afterValidation old",
      "plugins after validation",
      "commit rule new",
      "commit rule old",
      "beforeCommit new",
      "beforeCommit old",
      "em.beforeCommit",
      "em.afterCommit",
      "afterCommit new",
      "afterCommit old",
      "created new",
    ]);
  });

  it("R-TXN-5 R-HOOK-6 in a transaction each flush has its hooks, and those after COMMIT wait for it, each entity once", async () => {
    const { newEm, Player, lines } = newDomain(({ player }) => {
      player.beforeFlush((p) => void lines.push(`beforeFlush ${p.name}`));
      player.beforeCommit((p) => void lines.push(`beforeCommit ${p.name}`));
      player.afterCommit((p) => {
        const { fields, name } = p.changes;
        lines.push(
          `afterCommit ${p.name}, ${fields.join()} changed, ${String(name.originalValue)}`,
        );
      });
    });
    await database.query(`INSERT INTO clubs.players (name) VALUES ('p')`);
    const em = newEm();
    const player = await em.load(Player, "p:1");
    await em.transaction(async () => {
      player.name = "q";
      await em.flush();
      player.name = "r";
      player.rank = 1;
      await em.flush();
      lines.push("end");
    });
    expect(lines).toEqual([
      "beforeFlush q",
      "beforeCommit q",
      "beforeFlush r",
      "beforeCommit r",
      "end",
      "afterCommit r, name,rank changed, p",
    ]);
    lines.length = 0;
    const rolledBack = em.transaction(async () => {
      player.name = "s";
      await em.flush();
      throw new RangeError("no");
    });
    await expect(rolledBack).rejects.toThrow(new RangeError("no"));
    expect(lines).toEqual(["beforeFlush s", "beforeCommit s"]);
  });

  it("R-FLUSH-2 hooks and defaults that there are cost an em without changes nothing", async () => {
    const { newEm, Player, lines } = newDomain(({ player }) => {
      player.setDefault("rank", "name", () => 1);
      player.beforeFlush((p) => void lines.push(p.name));
      player.beforeCommit((p) => void lines.push(p.name));
    });
    await database.query(`INSERT INTO clubs.players (name) VALUES ('p')`);
    const em = newEm();
    await em.load(Player, "p:1");
    expect(await database.statements(async () => expect(await em.flush()).toEqual([]))).toEqual([]);
    expect(lines).toEqual([]);
  });
});
