// What finds can be ordered by.
import { alias, type OrderOf, sql } from "kingpost";
import { beforeEach, describe, expect, it } from "vitest";
import { City } from "../schema/entities/City.ts";
import { Country } from "../schema/entities/Country.ts";
import { Packet } from "../schema/entities/Packet.ts";
import { Stamp } from "../schema/entities/Stamp.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

beforeEach(async () => {
  const em = database.newEm();
  const [norway, peru] = ["Norway", "Peru"].map((name) => em.create(Country, { name }));
  const lima = em.create(City, { name: "Lima", country: peru! });
  const oslo = em.create(City, { name: "Oslo", country: norway! });
  const a = em.create(Packet, {
    code: "a",
    order: 3,
    urgency: "HIGH",
    fromCity: lima,
    toCity: oslo,
    profile: { n: 10 },
  });
  const b = em.create(Packet, {
    code: "b",
    order: 1,
    urgency: "LOW",
    fromCity: oslo,
    toCity: lima,
    profile: { n: 9 },
  });
  em.create(Packet, { code: "c", urgency: "MIDDLE" });
  em.create(Stamp, { packet: a, year: 1990, value: "2.50", country: norway! });
  em.create(Stamp, { packet: b, year: 1980, value: "1", country: peru! });
  em.create(Stamp, { packet: b, year: 2000, value: "0.25" });
  await em.flush();
});

/** The codes in their order, and the statement's joins and ORDER BY. */
async function ordered(
  orderBy: unknown,
  where: object = {},
): Promise<{ codes: string; sql: string }> {
  let codes = "";
  const [text] = await database.statements(async () => {
    const options = { orderBy: orderBy as OrderOf<Packet> };
    codes = (await database.newEm().find(Packet, where, options)).map(({ code }) => code).join("");
  });
  return { codes, sql: text!.slice(text!.indexOf(" AS p") + 6).replaceAll('"public".', "") };
}

describe("orders", () => {
  it("R-ORD-1 a direction says where NULLs go, in words or in an object", async () => {
    expect(await ordered({ order: "DESC NULLS LAST" })).toEqual({
      codes: "abc",
      sql: 'ORDER BY p."order" DESC NULLS LAST, p."id" ASC',
    });
    expect(await ordered([{ order: { dir: "ASC", nulls: "FIRST" } }])).toEqual({
      codes: "cba",
      sql: 'ORDER BY p."order" ASC NULLS FIRST, p."id" ASC',
    });
    expect((await ordered({ order: { dir: "ASC" } })).codes).toBe("bac");
  });

  it("R-ORD-2 an enum goes by the sort_order of its table", async () => {
    expect(await ordered({ urgency: "ASC" })).toEqual({
      codes: "bca",
      sql: 'LEFT JOIN "urgency" AS u ON u."id" = p."urgency_id" ORDER BY u."sort_order" ASC, p."id" ASC',
    });
  });

  it("R-ORD-2 R-ORD-3 chains of references keep rows without them; two paths to one table are two joins", async () => {
    expect(
      await ordered([{ toCity: { country: { name: "DESC" } } }, { fromCity: { name: "ASC" } }]),
    ).toEqual({
      codes: "cba",
      sql: 'LEFT JOIN "cities" AS c ON c."id" = p."to_city_id" LEFT JOIN "countries" AS c2 ON c2."id" = c."country_id" LEFT JOIN "cities" AS c3 ON c3."id" = p."from_city_id" ORDER BY c2."name" DESC, c3."name" ASC, p."id" ASC',
    });
  });

  it("R-ORD-2 a collection orders by its count and by aggregates of its members", async () => {
    expect(await ordered({ stamps: { $count: "DESC" } })).toEqual({
      codes: "bac",
      sql: 'ORDER BY (SELECT count(*) FROM "stamps" AS s WHERE s."packet_id" = p."id") DESC, p."id" ASC',
    });
    expect(await ordered({ stamps: { year: { $max: "ASC" } } })).toEqual({
      codes: "abc",
      sql: 'ORDER BY (SELECT max(s."year") FROM "stamps" AS s WHERE s."packet_id" = p."id") ASC, p."id" ASC',
    });
    expect((await ordered({ stamps: { year: { $min: "ASC" } } })).codes).toBe("bac");
    expect((await ordered({ stamps: { value: { $sum: "DESC NULLS LAST" } } })).codes).toBe("abc");
    expect((await ordered({ stamps: { value: { $avg: "ASC" } } })).codes).toBe("bac");
    expect(
      (await ordered({ stamps: { country: { name: { $max: "DESC NULLS LAST" } } } })).codes,
    ).toBe("bac");
  });

  it("R-ORD-2 a document orders by what stands at a path, numbers as numbers", async () => {
    expect(await ordered({ profile: { path: { n: "ASC" } } })).toEqual({
      codes: "bac",
      sql: 'ORDER BY (p."profile" #> $1::text[]) ASC, p."id" ASC',
    });
  });

  it("R-ORD-2 SQL orders by whatever it says, with its values bound", async () => {
    const p = alias(Packet);
    expect(
      await ordered([[sql`coalesce(${p.order}, ${2})`, "DESC"], { code: "ASC" }], { as: p }),
    ).toEqual({
      codes: "acb",
      sql: 'ORDER BY coalesce(p."order", $1) DESC, p."code" ASC, p."id" ASC',
    });
  });

  it("R-ORD-2 such orders page as well", async () => {
    const em = database.newEm();
    for (const orderBy of [
      { urgency: "DESC" },
      { stamps: { $count: "ASC" } },
      { stamps: { value: { $avg: "DESC" } } },
      { profile: { path: { n: "ASC NULLS FIRST" } } },
    ] as OrderOf<Packet>[]) {
      const all = (await em.find(Packet, {}, { orderBy })).map(({ code }) => code);
      const paged: string[] = [];
      let after: string | undefined;
      for (let page = 0; page < 3; page++) {
        const { nodes, pageInfo } = await em.findPage(Packet, {}, { orderBy, first: 1, after });
        paged.push(...nodes.map(({ code }) => code));
        after = pageInfo.endCursor;
      }
      expect(paged).toEqual(all);
    }
  });

  it("R-ORD-4 the id decides ties, and is not named twice", async () => {
    expect((await ordered(undefined)).sql).toBe('ORDER BY p."id" ASC');
    expect((await ordered({ id: "DESC" })).sql).toBe('ORDER BY p."id" DESC');
  });

  it.each([
    [{ ordr: "ASC" }, "orderBy.ordr is not a field of Packet, did you mean order?"],
    [
      { order: "UP" },
      "orderBy.order is not a direction: ASC or DESC, with NULLS FIRST or NULLS LAST",
    ],
    [
      { order: { dir: "ASC", nuls: "FIRST" } },
      "orderBy.order.nuls is not dir or nulls, did you mean nulls?",
    ],
    [{ order: { dir: "ASC", nulls: "x" } }, "orderBy.order.nulls is neither FIRST nor LAST"],
    [
      { stamps: "ASC" },
      "orderBy.stamps is a collection, which is ordered by $count or an aggregate of a field",
    ],
    [
      { stamps: { year: { $median: "ASC" } } },
      "orderBy.stamps.year.$median is not an aggregate, did you mean $min?",
    ],
    [
      { stamps: { yaer: { $max: "ASC" } } },
      "orderBy.stamps.yaer is not $count or a field of Stamp, did you mean year?",
    ],
    [{ code: { path: { a: "ASC" } } }, "orderBy.code is no json document, which alone has paths"],
    [["ASC"], "orderBy.0 is not an order object"],
  ])("R-FIND-10 the order %o is refused by name", async (orderBy, reason) => {
    await expect(ordered(orderBy)).rejects.toMatchObject({
      code: "INVALID_FILTER",
      message: `Invalid filter on Packet: ${reason}`,
    });
  });
});
