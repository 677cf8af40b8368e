import { describe, expect, it } from "vitest";
import { Critic } from "../schema/entities/Critic.ts";
import { newCritic } from "../schema/entities/factories/newCritic.ts";
import { newPublisherGroup } from "../schema/entities/factories/newPublisherGroup.ts";
import { PublisherGroup } from "../schema/entities/PublisherGroup.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

/** Critics 1 to 3 are of group 1 and 4 of group 2; 1 and 4 follow group 1. */
async function givenGroups(): Promise<void> {
  const em = database.newEm();
  const [one, two] = ["g1", "g2"].map((name) => newPublisherGroup(em, { name }));
  const critics = ["c1", "c2", "c3", "c4"].map((name, at) =>
    newCritic(em, { name, group: at < 3 ? one : two }),
  );
  one!.followers.add(critics[0]!);
  one!.followers.add(critics[3]!);
  await em.flush();
}

describe("a large collection", () => {
  it("R-LARGE-1 cannot be loaded: it has no such members, and no hint may name it", async () => {
    await givenGroups();
    const em = database.newEm();
    const group = await em.load(PublisherGroup, "pg:1");
    expect(["load" in group.critics, "get" in group.critics, "set" in group.critics]).toEqual([
      false,
      false,
      false,
    ]);
    for (const hint of ["critics", "followers"])
      await expect(em.populate(group, hint as never)).rejects.toMatchObject({
        code: "INVALID_HINT",
        message: `Invalid load hint '${hint}' on PublisherGroup:1`,
      });
    expect(() => group.set({ critics: [] } as never)).toThrow(
      "PublisherGroup:1.critics cannot be set",
    );
  });

  it("R-LARGE-2 finds its members, in one statement for all that are asked for in a tick", async () => {
    await givenGroups();
    const em = database.newEm();
    const group = await em.load(PublisherGroup, "pg:1");
    let found: unknown[] = [];
    const statements = await database.statements(async () => {
      found = await Promise.all(
        ["critic:1", "critic:2", "critic:4"].map((id) => group.critics.find(id)),
      );
    });
    expect([found.map(String), statements.length]).toEqual([
      ["Critic:1", "Critic:2", "undefined"],
      1,
    ]);
  });

  it("R-M2M-9 R-LARGE-2 of a many-to-many finds its members, and is asked in one statement", async () => {
    await givenGroups();
    const em = database.newEm();
    const group = await em.load(PublisherGroup, "pg:1");
    let found: unknown[] = [];
    const statements = await database.statements(async () => {
      found = await Promise.all(
        ["critic:1", "critic:2", "critic:4"].map((id) => group.followers.find(id)),
      );
    });
    expect(found.map(String)).toEqual(["Critic:1", "undefined", "Critic:4"]);
    expect(statements).toMatchInlineSnapshot(`
      [
        "SELECT t."id", t."name", t."group_id", t."version", t."created_at", t."updated_at", j."publisher_group_id", j."follower_id" FROM unnest($1::integer[], $2::integer[]) AS given(owner, other) JOIN "public"."followers_to_publisher_groups" AS j ON j."publisher_group_id" = given.owner AND j."follower_id" = given.other JOIN "public"."critics" AS t ON t."id" = j."follower_id"",
      ]
    `);
    const critics = await em.loadAll(Critic, ["critic:1", "critic:2"]);
    let included: boolean[] = [];
    const asked = await database.statements(async () => {
      included = await Promise.all(critics.map((critic) => group.followers.includes(critic)));
    });
    expect(included).toEqual([true, false]);
    expect(asked).toMatchInlineSnapshot(`
      [
        "SELECT j."publisher_group_id", j."follower_id" FROM unnest($1::integer[], $2::integer[]) AS given(owner, other) JOIN "public"."followers_to_publisher_groups" AS j ON j."publisher_group_id" = given.owner AND j."follower_id" = given.other",
      ]
    `);
  });

  it("R-LARGE-2 shows what was added and removed and is not flushed", async () => {
    await givenGroups();
    const em = database.newEm();
    const [one, two] = await em.loadAll(PublisherGroup, ["pg:1", "pg:2"]);
    const [c1, c2, c4] = await em.loadAll(Critic, ["critic:1", "critic:2", "critic:4"]);
    one!.critics.remove(c1!);
    one!.critics.add(c4!);
    const made = em.create(Critic, { name: "new" });
    one!.critics.add(made);
    one!.followers.remove(c1!);
    one!.followers.add(c2!);
    expect(
      await Promise.all([
        ...[c1!, c2!, c4!, made].map((critic) => one!.critics.includes(critic)),
        ...[c1!, c2!, c4!, made].map((critic) => one!.followers.includes(critic)),
        one!.critics.count(),
        two!.critics.count(),
        one!.followers.count(),
        one!.critics.count({ name: ["c2", "c4"] }),
        one!.followers.count({ name: ["c1", "c2"] }),
      ]),
    ).toEqual([false, true, true, true, false, true, true, false, 4, 0, 2, 2, 1]);
    em.delete(c2!);
    expect([await one!.critics.count(), await one!.followers.find("critic:2")]).toEqual([
      3,
      undefined,
    ]);
    await em.flush();
    expect(await one!.critics.count()).toBe(3);
    expect(
      await database.query("SELECT group_id, count(*)::int FROM critics GROUP BY 1 ORDER BY 1"),
    ).toEqual([
      { group_id: 1, count: 3 },
      { group_id: null, count: 1 },
    ]);
  });

  it("R-LARGE-2 of a new entity has what was put into it", async () => {
    await givenGroups();
    const em = database.newEm();
    const critic = await em.load(Critic, "critic:1");
    const group = em.create(PublisherGroup, { name: "new" });
    group.critics.add(critic);
    group.followers.add(critic);
    expect(
      await Promise.all([
        group.critics.count(),
        group.followers.count(),
        group.followers.includes(critic),
        group.followers.find("critic:4"),
      ]),
    ).toEqual([1, 1, true, undefined]);
  });

  it("R-LARGE-2 is paged and streamed as finds are", async () => {
    await givenGroups();
    const em = database.newEm();
    const group = await em.load(PublisherGroup, "pg:1");
    const page = await group.critics.page({ orderBy: { name: "DESC" }, first: 2 });
    expect([page.nodes.map(String), page.pageInfo.hasNextPage]).toEqual([
      ["Critic:3", "Critic:2"],
      true,
    ]);
    const names: string[] = [];
    for await (const critic of group.followers.stream({ where: { name: { ne: "c1" } } }))
      names.push(critic.name);
    expect(names).toEqual(["c4"]);
  });

  it("R-LARGE-3 finds filter through it", async () => {
    await givenGroups();
    const em = database.newEm();
    let found: string[] = [];
    const statements = await database.statements(async () => {
      const groups = await em.find(PublisherGroup, { critics: { name: "c4" } });
      found = groups.map(String);
    });
    expect(found).toEqual(["PublisherGroup:2"]);
    expect(statements).toMatchInlineSnapshot(`
      [
        "SELECT p."id", p."name", p."version", p."created_at", p."updated_at" FROM "public"."publisher_groups" AS p WHERE EXISTS (SELECT 1 FROM "public"."critics" AS c WHERE c."group_id" = p."id" AND c."name" = $1::text) ORDER BY p."id" ASC",
      ]
    `);
    const followed = await em.find(PublisherGroup, { followers: { name: "c4" } });
    expect(followed.map(String)).toEqual(["PublisherGroup:1"]);
  });

  it("R-LARGE-1 lets go of its members when its entity is deleted", async () => {
    await givenGroups();
    const em = database.newEm();
    em.delete(await em.load(PublisherGroup, "pg:1"));
    await em.flush();
    expect(await database.query("SELECT id FROM critics WHERE group_id IS NOT NULL")).toEqual([
      { id: 4 },
    ]);
  });
});
