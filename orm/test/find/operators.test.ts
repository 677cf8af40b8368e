// Every operator, on columns of the types that have it: what it finds, and what is sent.
import { alias, and, type FilterOf, Range } from "kingpost";
import { beforeEach, describe, expect, it } from "vitest";
import { City } from "../schema/entities/City.ts";
import { Country } from "../schema/entities/Country.ts";
import { Packet } from "../schema/entities/Packet.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

beforeEach(async () => {
  const em = database.newEm();
  const norway = em.create(Country, { name: "Norway" });
  const oslo = em.create(City, { name: "Oslo", country: norway });
  const bergen = em.create(City, { name: "Bergen", country: norway, twin: oslo });
  em.create(Packet, {
    code: "Alpha",
    order: 1,
    select: "50% off_\\x  the price",
    camelCase: "one",
    profile: {
      address: { zip: "80331", city: "M" },
      age: 18,
      vip: true,
      tags: [{ name: "sea", size: 3 }],
      none: null,
    },
    notes: { k: "v" },
    labels: ["a", "b"],
    counts: [1, 2],
    weights: new Range({ lower: 1, upper: 10 }),
    days: new Range({ lower: new Date("2024-01-01"), upper: new Date("2024-02-01") }),
    address: "10.1.2.3",
    network: "10.1.0.0/16",
    shape: "(1,2)",
    isFragile: true,
    urgency: "HIGH",
    fromCity: oslo,
    toCity: bergen,
  });
  em.create(Packet, {
    code: "beta",
    order: 2,
    select: "500 coffee",
    camelCase: "two",
    profile: { address: { zip: "10115" }, age: "old", tags: [] },
    notes: { k: "w" },
    labels: [],
    counts: [2, 3],
    weights: new Range({ lower: 20, upper: 30 }),
    address: "192.168.0.1",
    isFragile: false,
    urgency: "LOW",
    fromCity: bergen,
  });
  em.create(Packet, { code: "Gamma", order: 3 });
  await em.flush();
  await database.query(
    `UPDATE packets SET words = to_tsvector('english', CASE id WHEN 1 THEN 'the quick brown fox' WHEN 2 THEN 'a slow dog' END)`,
  );
});

interface Found {
  readonly codes: string;
  readonly sql: string;
}

/** The codes found, and the statement's WHERE. */
async function packets(where: object, options: object = {}): Promise<Found> {
  let codes = "";
  const [text] = await database.statements(async () => {
    const found = await database.newEm().find(Packet, where as FilterOf<Packet>, options);
    codes = found.map(({ code }) => code).join(" ");
  });
  return { codes, sql: / WHERE (.*) ORDER BY/.exec(text!)?.[1] ?? "" };
}

type Case = readonly [rule: string, where: object, codes: string, sql: string];

const zip = { address: { zip: { startsWith: "80" } } };

const cases: ReadonlyArray<Case> = [
  ["equal", { order: 1 }, "Alpha", 'p."order" = $1::integer'],
  ["equal", { counts: { eq: [1, 2] } }, "Alpha", 'p."counts" = $1::integer[]'],
  ["equal", { notes: { eq: { k: "v" } } }, "Alpha", '(p."notes")::jsonb = $1::json::jsonb'],
  ["equal", { shape: "( 1, 2 )" }, "Alpha", '(p."shape")::text = $1::point::text'],
  ["not equal", { order: { ne: 1 } }, "beta Gamma", 'p."order" <> $1::integer'],
  ["not equal", { labels: { ne: null } }, "Alpha beta", 'p."labels" IS NOT NULL'],
  [
    "distinct",
    { camelCase: { distinct: "one" } },
    "beta Gamma",
    'p."camelCase" IS DISTINCT FROM $1::text',
  ],
  ["distinct", { camelCase: { distinct: null } }, "Alpha beta", 'p."camelCase" IS NOT NULL'],
  ["one of", { order: { in: [1, 3] } }, "Alpha Gamma", 'p."order" = ANY($1::integer[])'],
  [
    "one of",
    { counts: { in: [[1, 2], [9]] } },
    "Alpha",
    'EXISTS (SELECT 1 FROM unnest($1::text[]) AS l(value) WHERE p."counts" = (l."value")::integer[])',
  ],
  [
    "none of",
    { counts: { nin: [[1, 2]] } },
    "beta",
    'NOT (EXISTS (SELECT 1 FROM unnest($1::text[]) AS l(value) WHERE p."counts" = (l."value")::integer[])) AND p."counts" IS NOT NULL',
  ],
  [
    "order",
    { order: { gt: 1, lte: 3 } },
    "beta Gamma",
    'p."order" > $1::integer AND p."order" <= $2::integer',
  ],
  [
    "between",
    { order: { between: [2, 3] } },
    "beta Gamma",
    'p."order" >= $1::integer AND p."order" <= $2::integer',
  ],
  ["between", { order: { between: [undefined, 2] } }, "Alpha beta", 'p."order" <= $1::integer'],
  ["pattern", { select: { like: "5__ c%" } }, "beta", 'p."select" LIKE $1::text'],
  ["pattern", { select: { nlike: "500%" } }, "Alpha", 'p."select" NOT LIKE $1::text'],
  ["pattern", { select: { ilike: "% COFFEE" } }, "beta", 'p."select" ILIKE $1::text'],
  ["pattern", { select: { nilike: "% COFFEE" } }, "Alpha", 'p."select" NOT ILIKE $1::text'],
  ["regex", { select: { regex: "^\\d+ " } }, "beta", 'p."select" ~ $1::text'],
  ["regex", { select: { iregex: "COFFEE$" } }, "beta", 'p."select" ~* $1::text'],
  ["regex", { select: { nregex: "^\\d+ " } }, "Alpha", 'p."select" !~ $1::text'],
  ["regex", { select: { niregex: "COFFEE" } }, "Alpha", 'p."select" !~* $1::text'],
  ["search", { select: { search: " 50%  OFF_\\X the" } }, "Alpha", 'p."select" ILIKE $1::text'],
  ["prefix", { select: { startsWith: "50%" } }, "Alpha", 'p."select" LIKE $1::text'],
  ["suffix", { select: { endsWith: "coffee" } }, "beta", 'p."select" LIKE $1::text'],
  ["prefix", { code: { istartsWith: "a" } }, "Alpha", 'p."code" ILIKE $1::text'],
  ["suffix", { code: { iendsWith: "MA" } }, "Gamma", 'p."code" ILIKE $1::text'],
  ["null", { camelCase: { isNull: true } }, "Gamma", 'p."camelCase" IS NULL'],
  ["null", { camelCase: { isNull: false } }, "Alpha beta", 'p."camelCase" IS NOT NULL'],
  ["array", { labels: ["b"] }, "Alpha", 'p."labels" @> $1::text[]'],
  ["array", { labels: { contains: ["a"] } }, "Alpha", 'p."labels" @> $1::text[]'],
  ["array", { labels: { ncontains: ["a"] } }, "beta", 'NOT (p."labels" @> $1::text[])'],
  ["array", { counts: { overlaps: [3, 4] } }, "beta", 'p."counts" && $1::integer[]'],
  ["array", { counts: { noverlaps: [3, 4] } }, "Alpha", 'NOT (p."counts" && $1::integer[])'],
  ["array", { counts: { containedBy: [1, 2, 9] } }, "Alpha", 'p."counts" <@ $1::integer[]'],
  ["array", { labels: { isEmpty: true } }, "beta", 'cardinality(p."labels") = 0'],
  ["array", { labels: { isEmpty: false } }, "Alpha", 'cardinality(p."labels") <> 0'],
  ["jsonb", { profile: { contains: { age: 18 } } }, "Alpha", 'p."profile" @> $1::jsonb'],
  [
    "jsonb",
    { notes: { containedBy: { k: "v", l: 1 } } },
    "Alpha",
    '(p."notes")::jsonb <@ $1::json::jsonb',
  ],
  ["jsonb", { profile: { hasKey: "vip" } }, "Alpha", 'p."profile" ? $1::text'],
  ["jsonb", { profile: { hasAnyKey: ["vip", "x"] } }, "Alpha", 'p."profile" ?| $1::text[]'],
  [
    "jsonb",
    { profile: { hasAllKeys: ["age", "tags"] } },
    "Alpha beta",
    'p."profile" ?& $1::text[]',
  ],
  [
    "jsonb",
    { profile: { pathExists: "$.tags[*] ? (@.size > 2)" } },
    "Alpha",
    'p."profile" @? $1::jsonpath',
  ],
  ["jsonb", { profile: { pathIsTrue: "$.age == 18" } }, "Alpha", 'p."profile" @@ $1::jsonpath'],
  ["jsonb", { profile: { path: zip } }, "Alpha", '(p."profile" #>> $1::text[]) LIKE $2::text'],
  ["range", { weights: { contains: 9 } }, "Alpha", 'p."weights" @> $1::int4range'],
  [
    "range",
    { weights: { contains: new Range({ lower: 21, upper: 25 }) } },
    "beta",
    'p."weights" @> $1::int4range',
  ],
  [
    "range",
    { weights: { overlaps: new Range({ lower: 9, upper: 15 }) } },
    "Alpha",
    'p."weights" && $1::int4range',
  ],
  [
    "range",
    { weights: { adjacent: new Range({ lower: 10, upper: 11 }) } },
    "Alpha",
    'p."weights" -|- $1::int4range',
  ],
  [
    "range",
    { weights: { before: new Range({ lower: 15, upper: 16 }) } },
    "Alpha",
    'p."weights" << $1::int4range',
  ],
  ["range", { weights: { after: 15 } }, "beta", 'p."weights" >> $1::int4range'],
  ["range", { days: { contains: new Date("2024-01-31") } }, "Alpha", 'p."days" @> $1::daterange'],
  ["network", { address: { within: "10.0.0.0/8" } }, "Alpha", 'p."address" << $1::inet'],
  ["network", { address: { withinOrEqual: "10.1.2.3" } }, "Alpha", 'p."address" <<= $1::inet'],
  ["network", { network: { contains: "10.1.2.0/24" } }, "Alpha", 'p."network" >> $1::inet'],
  [
    "full text",
    { words: { matches: 'fox -dog "quick brown"' } },
    "Alpha",
    'p."words" @@ websearch_to_tsquery($1::text)',
  ],
  ["not", { order: { not: { gt: 1 } } }, "Alpha", 'NOT (p."order" > $1::integer)'],
  ["not", { order: { not: 1 } }, "beta Gamma", 'NOT (p."order" = $1::integer)'],
  ["GraphQL pair", { order: { op: "gte", value: 3 } }, "Gamma", 'p."order" >= $1::integer'],
  ["GraphQL pair", { select: { op: "search", value: undefined } }, "Alpha beta Gamma", ""],
];

describe("operators", () => {
  it.each(cases)("R-FILT-1/%s %o", async (_, where, codes, sql) => {
    expect(await packets(where)).toEqual({ codes, sql });
  });

  it.each([
    ["equal", "order", "eq", [1], "Alpha"],
    ["not equal", "order", "ne", [1], "beta Gamma"],
    ["distinct", "camelCase", "distinct", ["one"], "beta Gamma"],
    ["one of", "order", "in", [[1, 3]], "Alpha Gamma"],
    ["none of", "order", "nin", [[1]], "beta Gamma"],
    ["order", "order", "lt", [3], "Alpha beta"],
    ["between", "order", "between", [2, undefined], "beta Gamma"],
    ["pattern", "select", "ilike", ["%COFFEE"], "beta"],
    ["regex", "select", "nregex", ["^50%"], "beta"],
    ["search", "select", "search", ["off_"], "Alpha"],
    ["prefix", "select", "startsWith", ["500"], "beta"],
    ["null", "camelCase", "isNotNull", [], "Alpha beta"],
    ["array", "labels", "isEmpty", [true], "beta"],
    ["jsonb", "profile", "hasKey", ["vip"], "Alpha"],
    ["range", "weights", "contains", [5], "Alpha"],
    ["network", "address", "within", ["10.0.0.0/8"], "Alpha"],
    ["full text", "words", "matches", ["foxes", "english"], "Alpha"],
  ])("R-FILT-1/%s the alias has it as well: %s.%s", async (_, field, operator, operands, codes) => {
    const p = alias(Packet) as unknown as Record<
      string,
      Record<string, (...all: unknown[]) => object>
    >;
    const conditions = { and: [p[field]![operator]!(...operands)] };
    expect((await packets({ as: p }, { conditions })).codes).toBe(codes);
  });

  it("R-FILT-2 false is pruned under patterns, and a value under everything else", async () => {
    const q: string = "";
    const found = async (where: object): Promise<string> => (await packets(where)).codes;
    expect(await found({ select: { ilike: q !== "" && `%${q}%` } })).toBe("Alpha beta Gamma");
    expect(await found({ select: { regex: false, search: false, startsWith: undefined } })).toBe(
      "Alpha beta Gamma",
    );
    expect(await found({ isFragile: false })).toBe("beta");
    expect(await found({ isFragile: { eq: false } })).toBe("beta");
    expect(await found({ isFragile: { in: [false] } })).toBe("beta");
    expect(await found({ fromCity: { country: { name: { like: false } } }, order: {} })).toBe(
      "Alpha beta Gamma",
    );
  });

  it("R-JSONB-7 R-FILT-9 paths reach into documents: keys, indexes, any element; numbers and booleans compare as such", async () => {
    const found = async (path: object): Promise<string> =>
      (await packets({ profile: { path } })).codes;
    expect(await found({ age: { gte: 18 } })).toBe("Alpha");
    expect(await found({ age: "old" })).toBe("beta");
    expect(await found({ vip: true })).toBe("Alpha");
    expect(await found({ vip: null })).toBe("beta Gamma");
    expect(await found({ none: { isNull: true } })).toBe("Alpha beta Gamma");
    expect(await found({ tags: { 0: { name: "sea" } } })).toBe("Alpha");
    expect(await found({ tags: { $any: { name: "sea", size: { lt: 4 } } } })).toBe("Alpha");
    expect(await found({ age: { in: [17, 18] }, address: { city: ["M", "N"] } })).toBe("Alpha");
    expect(await found({ address: undefined })).toBe("Alpha beta Gamma");
    expect(
      await packets({ profile: { path: { age: { gte: 18 }, tags: { $any: { size: 3 } } } } }),
    ).toEqual({
      codes: "Alpha",
      sql: `(CASE WHEN jsonb_typeof((p."profile" #> $1::text[])) = 'number' THEN (p."profile" #> $1::text[]) END)::numeric >= $2::numeric AND EXISTS (SELECT 1 FROM jsonb_array_elements(CASE WHEN jsonb_typeof((p."profile" #> $5::text[])) = 'array' THEN (p."profile" #> $5::text[]) END) AS e(value) WHERE (CASE WHEN jsonb_typeof((e."value" #> $3::text[])) = 'number' THEN (e."value" #> $3::text[]) END)::numeric = $4::numeric)`,
    });
    const p = alias(Packet);
    const conditions = and(p.profile.path("address", "zip").eq("80331"), p.notes.path("k").ne("w"));
    expect(await packets({ as: p }, { conditions })).toEqual({
      codes: "Alpha",
      sql: '(p."profile" #>> $1::text[]) = $2::text AND ((p."notes")::jsonb #>> $3::text[]) <> $4::text',
    });
  });

  it("R-FILT-10 citext compares as in SQL, and trims as its column does", async () => {
    expect(await packets({ code: " ALPHA " })).toEqual({
      codes: "Alpha",
      sql: 'p."code" = $1::public.citext',
    });
    expect((await packets({ code: { like: "ALPHA" } })).codes).toBe("Alpha");
    expect((await packets({ fromCity: { country: { name: ["NORWAY"] } } })).codes).toBe(
      "Alpha beta",
    );
    expect((await packets({ urgency: { ne: "LOW" } })).codes).toBe("Alpha");
  });

  it("R-COND-5 names that SQL reserves and names in camel case are quoted in every condition", async () => {
    const p = alias(Packet);
    const conditions = and(p.camelCase.lt(p.select), p.order.raw("+ 0 = $1", [2]));
    expect(await packets({ as: p, camelCase: { gt: "a" } }, { conditions })).toEqual({
      codes: "",
      sql: 'p."camelCase" > $1::text AND p."camelCase" < p."select" AND (p."order" + 0 = $2)',
    });
  });
});

describe("relations in filters", () => {
  it("R-FILT-4 a reference takes operators, an alias, a list, true, false and null", async () => {
    const found = async (where: object): Promise<string> => (await packets(where)).codes;
    expect(await found({ fromCity: { eq: "ci:1" } })).toBe("Alpha");
    expect(await found({ fromCity: { ne: "ci:1" } })).toBe("beta");
    expect(await found({ fromCity: { in: ["ci:1", null] } })).toBe("Alpha Gamma");
    expect(await found({ fromCity: { nin: ["ci:1"] } })).toBe("beta");
    expect(await found({ fromCity: { ne: "ci:1", name: { startsWith: "B" } } })).toBe("beta");
    expect(await found({ toCity: false })).toBe("beta Gamma");
    expect(await found({ fromCity: { eq: null } })).toBe("Gamma");
    const c = alias(City);
    expect((await packets({ fromCity: c }, { conditions: and(c.name.eq("Oslo")) })).codes).toBe(
      "Alpha",
    );
  });

  it("R-FILT-4 a collection takes members by operators as well", async () => {
    const cities = async (where: FilterOf<City>): Promise<string> =>
      (await database.newEm().find(City, where)).map(({ name }) => name).join(" ");
    expect(await cities({ sentPackets: "pk:1" })).toBe("Oslo");
    expect(await cities({ sentPackets: { in: ["pk:1", "pk:2"] } })).toBe("Oslo Bergen");
    expect(await cities({ sentPackets: { ne: "pk:1" } })).toBe("Bergen");
    expect(await cities({ sentPackets: { nin: ["pk:1", "pk:2"] } })).toBe("");
    expect(await cities({ sentPackets: [] })).toBe("");
    expect(await cities({ sentPackets: { eq: null } })).toBe("");
    expect(await cities({ receivedPackets: { ne: null } })).toBe("Bergen");
  });

  it("R-FILT-5 and, or and not stand at any level and mean that level's entity", async () => {
    expect(
      await packets({
        or: [{ order: 3 }, { fromCity: { or: [{ name: "Oslo" }, { twin: { name: "x" } }] } }],
        and: [{ order: { gte: 1 } }, undefined, { not: { order: 9 } }],
        not: { toCity: { name: "Oslo" } },
      }),
    ).toEqual({
      codes: "Alpha Gamma",
      sql: '(p."order" = $1::integer OR (p."from_city_id" IS NOT NULL AND (c."name" = $2::text OR (c."twin_id" IS NOT NULL AND c2."name" = $3::text)))) AND p."order" >= $4::integer AND NOT (p."order" = $5::integer) AND NOT (p."to_city_id" IS NOT NULL AND c3."name" = $6::text)',
    });
  });

  it("R-FILT-8 a reference that may be missing is joined left, with a guard, where it need not be there", async () => {
    let text = "";
    const [sent] = await database.statements(() =>
      database
        .newEm()
        .find(Packet, { or: [{ fromCity: { name: { ne: "x" } } }, { toCity: { name: "y" } }] }),
    );
    text = sent!.slice(sent!.indexOf(" FROM"));
    expect(text).toBe(
      ' FROM "public"."packets" AS p LEFT JOIN "public"."cities" AS c ON c."id" = p."from_city_id" LEFT JOIN "public"."cities" AS c2 ON c2."id" = p."to_city_id" WHERE ((p."from_city_id" IS NOT NULL AND c."name" <> $1::text) OR (p."to_city_id" IS NOT NULL AND c2."name" = $2::text)) ORDER BY p."id" ASC',
    );
    expect((await packets({ fromCity: { twin: null } })).codes).toBe("Alpha");
    expect((await packets({ fromCity: { sentPackets: false } })).codes).toBe("");
    expect((await packets({ fromCity: { receivedPackets: false } })).codes).toBe("Alpha");
  });

  it("R-FILT-6 some, none, every and count ask of all members; separate objects are about separate members", async () => {
    const cities = async (where: FilterOf<City>): Promise<{ names: string; sql: string }> => {
      let names = "";
      const [text] = await database.statements(async () => {
        names = (await database.newEm().find(City, where)).map(({ name }) => name).join(" ");
      });
      return { names, sql: / WHERE (.*) ORDER BY/.exec(text!)?.[1] ?? "" };
    };
    expect(await cities({ sentPackets: { some: { order: 1 } } })).toEqual({
      names: "Oslo",
      sql: 'EXISTS (SELECT 1 FROM "public"."packets" AS p WHERE p."from_city_id" = c."id" AND p."order" = $1::integer)',
    });
    expect(await cities({ sentPackets: { none: { order: 1 } } })).toEqual({
      names: "Bergen",
      sql: 'NOT EXISTS (SELECT 1 FROM "public"."packets" AS p WHERE p."from_city_id" = c."id" AND p."order" = $1::integer)',
    });
    expect(await cities({ sentPackets: { every: { order: 1 } } })).toEqual({
      names: "Oslo",
      sql: 'NOT EXISTS (SELECT 1 FROM "public"."packets" AS p WHERE p."from_city_id" = c."id" AND (p."order" = $1::integer) IS NOT TRUE)',
    });
    expect(await cities({ receivedPackets: { count: { gte: 1 } } })).toEqual({
      names: "Bergen",
      sql: '(SELECT count(*) FROM "public"."packets" AS p WHERE p."to_city_id" = c."id") >= $1::bigint',
    });
    expect(
      (await cities({ and: [{ sentPackets: { order: 1 } }, { sentPackets: { order: 2 } }] })).names,
    ).toBe("");
    expect(
      (await cities({ and: [{ sentPackets: { order: 1 } }, { sentPackets: { code: "alpha" } }] }))
        .names,
    ).toBe("Oslo");
  });
});
