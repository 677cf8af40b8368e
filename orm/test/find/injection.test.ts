// Texts that have broken into databases elsewhere, in every place where a find takes something from outside: they are data, or
// they are refused. None of them is ever part of a statement's text.
import { alias, and, KingpostError, sql } from "kingpost";
import { beforeEach, describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Packet } from "../schema/entities/Packet.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

const quotes = [
  "'",
  '"',
  "`",
  "''",
  '""',
  "\\'",
  '\\"',
  "$$",
  "$a$",
  "E'\\''",
  "U&'\\0027",
  "’",
  "ʼ",
  "%27",
  "\\u0027",
];
const breaks = ["", ")", "))", "]", "}", ";", " ", "\n", "\t", "\r\n", "/**/", "::text", "::text)"];
const attacks = [
  "; DROP TABLE canary; --",
  " OR 1=1 --",
  " OR '1'='1",
  " UNION SELECT 1, 2, 3 --",
  "; UPDATE canary SET name = 'gone'; --",
  " AND (SELECT count(*) FROM pg_sleep(9)) = 0 --",
];
const oddities = [
  ..."$1 $2::text $$ ? ?| :name @name %s %(x)s {0} #{x} ${x} {{x}}".split(" "),
  ..."__proto__ constructor prototype toString valueOf hasOwnProperty then toJSON toPostgres".split(
    " ",
  ),
  ..."null undefined NaN true false -1 0 1e309 0x1F 1;1 a:1 a:1--".split(" "),
  ..."*/ /* -- # \\ \\\\ % _ [] {} () <> && || !! ~ ^ | & * + = ! . , : ;".split(" "),
  ..."SELECT select DROP TABLE canary pg_sleep(9) COPY EXECUTE current_user version()".split(" "),
  "\u0000",
  "a\u0000b",
  "\uD800",
  "\uDC00x",
  "\u2028",
  "\uFEFF",
  "\u202E",
  "💥",
  "x".repeat(10_000),
  "{".repeat(200),
  '{"op":"eq","value":1}',
  '{"ne":""}',
  "{1,2,NULL}",
  '{"a","b"}',
  "[1,5)",
  "$.a ? (@ > 1)",
];

/** Every text is marked, so that it would be found wherever it came to. */
const marked = (text: string): string => `zq${text}`;
const corpus: ReadonlyArray<string> = [
  ...quotes.flatMap((quote) =>
    breaks.flatMap((end, at) => [
      `${quote}${end}${attacks[at % attacks.length]!}`,
      `${quote}${end}${attacks[(at + 3) % attacks.length]!}`,
      `x${quote}${end}`,
    ]),
  ),
  ...oddities,
].map(marked);

beforeEach(async () => {
  await database.query("DROP TABLE IF EXISTS canary");
  await database.query("CREATE TABLE canary (name text)");
  await database.query("INSERT INTO canary VALUES ('alive')");
  const em = database.newEm();
  em.create(Author, { firstName: "Ann" });
  em.create(Packet, { code: "p", profile: { a: "b" }, labels: ["l"], counts: [1] });
  await em.flush();
});

const a = alias(Author);
const p = alias(Packet);

/** What is found with a text at one place; each place is a find of its own. */
const places: Readonly<
  Record<string, (text: string) => readonly [where: object, options?: object]>
> = {
  "a value": (text) => [{ select: text }],
  "a list": (text) => [{ select: [text, "x"] }],
  "a pattern": (text) => [{ select: { like: text, search: text, startsWith: text, ilike: text } }],
  "a text of citext": (text) => [{ code: text }],
  "a list of an array": (text) => [{ labels: { contains: [text], noverlaps: [text] } }],
  "a number": (text) => [{ order: text }],
  "a boolean": (text) => [{ isFragile: text }],
  "an enum": (text) => [{ urgency: text }],
  "an id": (text) => [{ id: text }],
  "a reference": (text) => [{ fromCity: text }],
  "a list of references": (text) => [{ fromCity: { in: [text] } }],
  "a field": (text) => [{ [text]: 1 }],
  "an operator": (text) => [{ select: { [text]: "x" } }],
  "an operator of a pair": (text) => [{ select: { op: text, value: "x" } }],
  "a value of a pair": (text) => [{ select: { op: "eq", value: text } }],
  "a field of a reference": (text) => [{ fromCity: { [text]: "x" } }],
  "a quantifier": (text) => [{ stamps: { [text]: {} } }],
  "a member": (text) => [{ stamps: text }],
  "a whole document": (text) => [{ profile: { eq: { [text]: text } } }],
  "a contained document": (text) => [{ profile: { contains: { [text]: [text] } } }],
  "a key of a document": (text) => [{ profile: { hasKey: text, hasAnyKey: [text] } }],
  "a path of a document": (text) => [{ profile: { path: { [text]: "x" } } }],
  "a path below": (text) => [{ profile: { path: { a: { [text]: { startsWith: text } } } } }],
  "a value at a path": (text) => [{ profile: { path: { a: { in: [text] } } } }],
  "a full-text query": (text) => [{ words: { matches: text } }],
  "an order": (text) => [{}, { orderBy: { [text]: "ASC" } }],
  "a direction": (text) => [{}, { orderBy: { select: text } }],
  "a direction in an object": (text) => [{}, { orderBy: { select: { dir: text, nulls: text } } }],
  "an aggregate": (text) => [{}, { orderBy: { stamps: { year: { [text]: "ASC" } } } }],
  "a path to order by": (text) => [{}, { orderBy: { profile: { path: { [text]: "ASC" } } } }],
  "a limit": (text) => [{}, { limit: text }],
  "an offset": (text) => [{}, { offset: text }],
  "soft deletes": (text) => [{}, { softDeletes: text }],
  "an alias": (text) => [{ as: text }],
  "a condition": (text) => [{}, { conditions: text }],
  "a word of conditions": (text) => [{}, { conditions: { [text]: [] } }],
  "an operand of an alias": (text) => [
    { as: p },
    { conditions: and(p.select.eq(text), p.labels.contains([text])) },
  ],
  "a path of an alias": (text) => [
    { as: p },
    { conditions: and(p.profile.path(text, "b").eq(text)) },
  ],
  "a configuration": (text) => [{ as: p }, { conditions: { and: [p.words.matches("x", text)] } }],
  "a binding": (text) => [{ as: p }, { conditions: and(p.select.raw("= $1", [text])) }],
  "a value in sql": (text) => [{ as: p }, { conditions: and(sql`${p.select} = ${text}`) }],
  "a list in sql": (text) => [{ as: p }, { conditions: and(sql`${p.select} = any(${[text]})`) }],
  "a typed value in sql": (text) => [
    { as: p },
    { conditions: and(sql`${p.profile} = ${sql.value({ a: text }, "jsonb")}`) },
  ],
  "an order in sql": (text) => [{ as: p }, { orderBy: [[sql`${p.select} = ${text}`, "ASC"]] }],
};

/** What else takes something from outside; each is a call of its own, in an em of its own. */
const calls: Readonly<Record<string, (em: EntityManager, text: string) => Promise<unknown>>> = {
  "an id to load": (em, text) => em.load(Author, text),
  "ids to load": (em, text) => em.loadAll(Author, [text, `a:${text}`]),
  "ids that may not be there": (em, text) => em.loadAllIfExists(Author, [text, `a:${text}`]),
  "an id with a hint": (em, text) => em.load(Author, text, { books: "reviews" }),
  "a hint": (em, text) => em.load(Author, "a:1", text as never),
  "a hint below": (em, text) => em.load(Author, "a:1", { books: { [text]: {} } } as never),
  "a hint of a find": (em, text) => em.find(Author, {}, { populate: [text] as never }),
  "a hint of populate": async (em, text) =>
    em.populate(await em.load(Author, "a:1"), text as never),
  "a member of a collection": async (em, text) =>
    (await em.load(Author, "a:1")).books.find(text as never),
  "a unique field": (em, text) => em.findByUnique(Publisher, { name: text }),
  "the name of a unique field": (em, text) => em.findByUnique(Publisher, { [text]: "x" } as never),
  "a count": (em, text) => em.findCount(Packet, { select: text, [text]: text } as never),
  "ids that are found": (em, text) => em.findIds(Packet, { select: { like: text } }),
  "a cursor": (em, text) => em.findPage(Packet, {}, { first: 1, after: text }),
  "a cursor of a page before": (em, text) => em.findPage(Packet, {}, { last: 1, before: text }),
  "the order of a page": (em, text) =>
    em.findPage(Packet, {}, { first: 1, orderBy: { [text]: text } as never }),
  "a stream": (em, text) => em.stream(Packet, { select: text, labels: [text] }).next(),
  "an order of a stream": (em, text) =>
    em.stream(Packet, {}, { orderBy: { [text]: "ASC" } as never }).next(),
  "a find or create": (em, text) =>
    em.findOrCreate(Packet, { code: text }, { profile: {} as never }),
  "a value of a statement": (em, text) => em.sql`SELECT ${text}::text, ${[text]}::text[]`,
  "a field to set": async (em, text) =>
    (await em.load(Author, "a:1")).set({ [text]: text } as never),
  "a value to set": async (em, text) => (await em.load(Author, "a:1")).set({ firstName: text }),
  "a reference to set": async (em, text) =>
    (await em.load(Author, "a:1")).set({ publisher: text } as never),
};

/** How a call may end that does not give what was asked for. */
const refusals = new Set(
  "INVALID_CURSOR INVALID_FILTER INVALID_HINT INVALID_ID INVALID_VALUE NOT_FOUND UNKNOWN_FIELD".split(
    " ",
  ),
);

describe("injection", () => {
  it.each(Object.keys(calls))(
    "R-CORE-4 R-LOAD-2 as %s a text is data, or refused by name",
    async (name) => {
      database.driver.clear();
      const outcomes = await Promise.all(
        corpus.map(async (text) => {
          try {
            await calls[name]!(database.newEm(), text);
            return "found";
          } catch (error) {
            return error instanceof KingpostError ? error.code : String(error);
          }
        }),
      );
      expect(outcomes.filter((outcome) => outcome !== "found" && !refusals.has(outcome))).toEqual(
        [],
      );
      expect(database.driver.statements.filter(({ text }) => text.includes("zq"))).toEqual([]);
      expect(await database.query("SELECT name FROM canary")).toEqual([{ name: "alive" }]);
    },
  );

  it("R-CORE-4 the corpus has 500 texts and more", () => {
    expect(corpus.length).toBeGreaterThanOrEqual(500);
    expect(new Set(corpus).size).toBe(corpus.length);
  });

  it.each(Object.keys(places))(
    "R-CORE-4 R-FIND-10 in %s a text is data, or refused by name",
    async (name) => {
      database.driver.clear();
      const em = database.newEm();
      const outcomes = await Promise.all(
        corpus.map(async (text) => {
          const [where, options = {}] = places[name]!(text);
          try {
            return (await em.find(Packet, where, options)).length;
          } catch (error) {
            return error instanceof KingpostError ? error.code : String(error);
          }
        }),
      );
      const allowed = new Set<unknown>([0, 1, "INVALID_FILTER"]);
      // What only Postgres can read, it refuses itself.
      if (name === "a configuration") allowed.add("DATABASE");
      expect(outcomes.filter((outcome) => !allowed.has(outcome))).toEqual([]);
      expect(database.driver.statements.filter(({ text }) => text.includes("zq"))).toEqual([]);
      expect(await database.query("SELECT name FROM canary")).toEqual([{ name: "alive" }]);
    },
  );

  it("R-CORE-4 what is stored comes back as it was, found by itself", async () => {
    const texts = [
      ...new Set(
        corpus
          .map((text) => text.trim())
          .filter((text) => text.isWellFormed() && !text.includes("\0")),
      ),
    ];
    const em = database.newEm();
    for (const text of texts) em.create(Author, { firstName: text });
    await em.flush();
    const found = await database.newEm().find(Author, { firstName: texts });
    expect(new Set(found.map(({ firstName }) => firstName))).toEqual(new Set(texts));
    const other = database.newEm();
    const counts = await Promise.all(
      texts.map((text) =>
        other.findCount(Author, {
          firstName: { like: text.replaceAll(/[\\%_]/g, String.raw`\$&`) },
        }),
      ),
    );
    expect(counts.every((count) => count === 1)).toBe(true);
  });

  it("R-CORE-4 a name in SQL is quoted, and one that Postgres could not take is refused", async () => {
    const hostile = 'x" from canary; drop table canary; --';
    const find = database
      .newEm()
      .find(Author, { as: a } as object, { conditions: and(sql`${sql.ident(hostile)} = 1`) });
    await expect(find).rejects.toMatchObject({ code: "DATABASE", sqlState: "42703" });
    expect(() => sql.value(1, "int); drop table canary; --")).toThrow(
      'Invalid filter on sql: value takes the name of a type, not "int); drop table canary; --"',
    );
    expect(await database.query("SELECT name FROM canary")).toEqual([{ name: "alive" }]);
  });
});

describe("bad input", () => {
  it.each([
    ['{"firstName":{"ne":""}}', "", "found"],
    ['{"password":{"ne":""}}', "password is not a field of Author", ""],
    ['{"isActive":{"ne":""}}', "isActive.ne is not a boolean", ""],
    ['{"age":{"ne":""}}', "age.ne is not a number", ""],
    ['{"age":{"eq":{"ne":0}}}', "age.eq is not a number", ""],
    ['{"firstName":{"eq":{"ne":""}}}', "firstName.eq is not a string", ""],
    ['{"firstName":{"$ne":""}}', "firstName.$ne is not an operator for text, did you mean ne?", ""],
    ['{"firstName":[["x"]]}', "firstName is not a string", ""],
    ['{"firstName":{"toPostgres":1}}', "firstName.toPostgres is not an operator for text", ""],
    ['{"__proto__":{"firstName":"x"}}', "__proto__ is not a field of Author", ""],
    ['{"constructor":{"prototype":{}}}', "constructor is not a field of Author", ""],
    ['{"firstName":{"__proto__":"x"}}', "firstName.__proto__ is not an operator for text", ""],
    ['{"publisher":{"__proto__":"x"}}', "publisher.__proto__ is not a field of Publisher", ""],
    [
      '{"firstName":"a\\u0000"}',
      "firstName holds a NUL character, which Postgres cannot store",
      "",
    ],
    [
      '{"firstName":{"like":"\\ud800"}}',
      "firstName.like holds half of a surrogate pair, which is not a character",
      "",
    ],
    ['{"id":"a:99999999999"}', "id is not an id of Author, which look like a:1", ""],
    ['{"publisher":"a:1"}', "publisher is not an id of Publisher, which look like p:1", ""],
    [
      '{"publisher":{"eq":{"id":"p:1"}}}',
      "publisher.eq is neither an id nor an entity of Publisher",
      "",
    ],
    ['{"books":{"some":"b:1"}}', "books.some is not a filter object", ""],
    ['{"books":{"count":{"gte":"1"}}}', "books.count.gte is not a number", ""],
    ['{"or":["x"]}', "or.0 is not a filter object", ""],
    ['{"age":{"between":[1]}}', "age.between is not a list of two bounds", ""],
    ['{"age":{"isNull":"x"}}', "age.isNull is neither true nor false", ""],
    ["[]", "is not a filter object", ""],
  ])("R-FIND-10 from outside comes %s", async (json, reason, found) => {
    const where = JSON.parse(json) as object;
    for (const _ of ["first", "again"]) {
      const outcome = await database
        .newEm()
        .find(Author, where)
        .then(
          () => "found",
          (error: unknown) => `${(error as KingpostError).code}: ${(error as Error).message}`,
        );
      const expected = found === "" ? `INVALID_FILTER: Invalid filter on Author: ${reason}` : found;
      expect(outcome).toBe(expected);
    }
  });

  it("R-FIND-10 objects of classes are refused where a scalar is due, and so are functions", async () => {
    class Sneaky {
      toPostgres(): string {
        return "x' or true --";
      }
      toString(): string {
        return "x";
      }
    }
    for (const value of [
      new Sneaky(),
      () => "x",
      Symbol("x"),
      new Map(),
      Object.create({ ne: "" }),
    ])
      await expect(
        database.newEm().find(Author, { firstName: value } as object),
      ).rejects.toMatchObject({
        code: "INVALID_FILTER",
        message: "Invalid filter on Author: firstName is not a string",
      });
  });

  it("R-FIND-10 a wrong value is refused as well when its shape was seen before", async () => {
    const em = database.newEm();
    expect((await em.find(Author, { age: 1 })).length).toBe(0);
    await expect(em.find(Author, { age: 1.5 })).rejects.toMatchObject({ code: "INVALID_FILTER" });
    await expect(em.find(Author, {}, { limit: 1.5 })).rejects.toMatchObject({
      code: "INVALID_FILTER",
    });
    await expect(em.find(Author, {}, { limit: -1 })).rejects.toMatchObject({
      code: "INVALID_FILTER",
    });
    expect((await em.find(Author, {}, { limit: 1e9 })).length).toBe(1);
  });
});
