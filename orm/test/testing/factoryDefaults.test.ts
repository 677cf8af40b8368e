// What defaults of the application mean to factories.
import { type FactoryOpts, newTestInstance, registerFactories } from "kingpost/tests";
import { describe, expect, it } from "vitest";
import {
  type ClubDomain,
  type ClubEntity,
  type PlayerEntity,
  useClubs,
} from "../flush/clubDomain.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();
const newDomain = useClubs(database);

/** A factory for players, and one for clubs. */
function factoriesOf({ domain, Player, Club }: ClubDomain) {
  type Em = ReturnType<ClubDomain["newEm"]>;
  const newPlayer = (em: Em, opts: FactoryOpts<PlayerEntity> = {}) =>
    newTestInstance(em, Player, opts);
  const newClub = (em: Em, opts: FactoryOpts<ClubEntity> = {}) => newTestInstance(em, Club, opts);
  registerFactories(domain, { newPlayer, newClub } as never);
  return { newPlayer, newClub };
}

describe("factories and defaults", () => {
  it("R-FAC-12 sync defaults apply, in place of automatic values, once all relations are given", () => {
    const clubs = newDomain(({ player }) => {
      player.setDefault("name", () => "by default");
      player.setDefault("points", (p) => p.club.id!.length);
      player.setDefault("slug", (p) => (p.name === "by default" ? "s" : undefined));
    });
    const { newPlayer } = factoriesOf(clubs);
    const em = clubs.newEm();
    const player = newPlayer(em, { club: "c:12" });
    expect([player.name, player.points, player.slug]).toEqual(["by default", 4, "s"]);
    const given = newPlayer(em, { name: "n", points: 3, club: null });
    expect([given.name, given.points, given.slug]).toEqual(["n", 3, undefined]);
  });

  it("R-FAC-12 defaults with hints apply at once when those are in memory and their functions do not wait", async () => {
    const clubs = newDomain(({ player, club }) => {
      player.setDefault("slug", { club: "name" }, (p) => `of ${p.club.get?.name}`);
      player.setDefault("rank", { club: "name" }, async (p) => p.club.get?.name.length);
      club.setDefault("name", { patron: {} }, () => "patronised");
    });
    const { newPlayer, newClub } = factoriesOf(clubs);
    const em = clubs.newEm();
    const inMemory = newPlayer(em, { club: newClub(em, {}) });
    expect([inMemory.slug, inMemory.rank]).toEqual(["of patronised", undefined]);
    await database.query(`INSERT INTO clubs.clubs (name) VALUES ('stored')`);
    const stored = newPlayer(em, { club: "c:1" });
    expect(stored.slug).toBe(undefined);
    await em.flush();
    expect([inMemory.rank, stored.slug, stored.rank]).toEqual([10, "of stored", 6]);
  });
});
