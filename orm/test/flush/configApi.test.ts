import type { EntityMeta } from "kingpost";
import { ConfigFrozenError } from "kingpost/errors";
import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../testDatabase.ts";
import { type ClubConfigs, type PlayerEntity, useClubs } from "./clubDomain.ts";

const newDomain = useClubs(useTestDatabase());

describe("ConfigApi", () => {
  it("R-CFG-1/afterMetadata is told of the type while the domain links, once", () => {
    const told: string[] = [];
    const { domain, Player } = newDomain(({ player }) => {
      player.afterMetadata((meta: EntityMeta<PlayerEntity>) =>
        told.push(
          `${meta.type} in ${meta.tableName}, extended by ${meta.subTypes.map(({ type }) => type).join()}`,
        ),
      );
    });
    expect(told).toEqual([]);
    domain.boot();
    domain.getMetadata(Player);
    expect(told).toEqual(["Player in players, extended by Keeper"]);
  });

  it("R-CFG-1/placeholder does nothing, and takes nothing", () => {
    let configs: ClubConfigs | undefined;
    newDomain((given) => (configs = given));
    expect(configs!.club.placeholder()).toBe(undefined);
    expect(configs!.club.describe().hooks).toEqual([]);
  });

  it("R-CFG-2 what a base registers applies to its subtypes, and a subtype adds to it", async () => {
    const { newEm, Player, Keeper, lines } = newDomain(({ player, keeper }) => {
      player.beforeCreate((p, ctx) => ctx.lines.push(`player ${p.name}`));
      player.setDefault("rank", 1);
      keeper.beforeCreate((k, ctx) => ctx.lines.push(`keeper ${k.name}`));
      keeper.setDefault("slug", "k");
    });
    const em = newEm();
    const [keeper, player] = [em.create(Keeper, { name: "k" }), em.create(Player, { name: "p" })];
    await em.flush();
    expect([keeper.rank, keeper.slug, player.rank, player.slug]).toEqual([1, "k", 1, undefined]);
    expect(lines.toSorted()).toEqual(["keeper k", "player k", "player p"]);
  });

  it("R-CFG-1/setDefault nothing can be registered once the domain was linked", () => {
    let configs: ClubConfigs | undefined;
    const { domain } = newDomain((given) => (configs = given));
    domain.boot();
    const { player } = configs!;
    const frozen = new ConfigFrozenError({ type: "Player" });
    expect(() => player.setDefault("rank", 1)).toThrow(frozen);
    expect(() => player.beforeCreate(() => undefined)).toThrow(frozen);
    expect(() => player.runHooksBefore("Club")).toThrow(frozen);
    expect(() => player.afterMetadata(() => undefined)).toThrow(frozen);
  });

  it("R-CFG-3 every registration remembers where it was made", () => {
    const { domain } = newDomain(({ player }) => {
      player.beforeCreate(() => undefined);
      player.setDefault("rank", "slug", () => 1);
    });
    const { hooks, defaults } = domain.getMetadata("Player").config!.describe();
    expect([hooks[0]!.location, defaults[0]!.location]).toMatchInlineSnapshot(`
      [
        "configApi.test.ts:60",
        "configApi.test.ts:61",
      ]
    `);
  });
});
