// SQL of one's own: what is sent, what comes back, and how it becomes entities.
import fc from "fast-check";
import { alias, type Entity, field, Interval, isKingpostError, Range, sql } from "kingpost";
import { PostgresDriver } from "kingpost/pg";
import pg from "pg";
import { beforeEach, describe, expect, it } from "vitest";
import { builtInType } from "../../src/schema/builtInType.ts";
import { codecFor } from "../../src/schema/codecFor.ts";
import { BaseEntity } from "../../src/session/BaseEntity.ts";
import { arbitraries } from "../codecs/arbitraries.ts";
import { Author } from "../schema/entities/Author.ts";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { List } from "../schema/entities/List.ts";
import { Scalar } from "../schema/entities/Scalar.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

describe("a statement of one's own", () => {
  beforeEach(async () => {
    const em = database.newEm();
    em.create(Author, { firstName: "Ann", age: 30 });
    em.create(Author, { firstName: "Bob", age: 60 });
    await em.flush();
  });

  it("R-RAW-5, R-EM-4/sql binds every value and gives rows by the names of the columns", async () => {
    const em = database.newEm();
    const name = "Ann";
    let rows: unknown;
    const sent = await database.recorded(async () => {
      rows =
        await em.sql`SELECT id, first_name, age AS "yearsOld" FROM authors WHERE first_name = ${name} AND age = ANY(${[30, null]})`;
    });
    expect(rows).toEqual([{ id: 1, first_name: "Ann", yearsOld: 30 }]);
    expect(sent).toEqual([
      {
        text: `SELECT id, first_name, age AS "yearsOld" FROM authors WHERE first_name = $1 AND age = ANY($2)`,
        values: ["Ann", '{"30",NULL}'],
        operation: "sql",
        isDescribed: true,
      },
    ]);
    expect(em.numberOfEntities).toBe(0);
    expect(await database.roundTrips(() => em.sql`SELECT 1 AS one`)).toBe(1);
  });

  it("R-RAW-5 splices fragments, names and typed values", async () => {
    const adults = sql`age >= ${18}`;
    const order = sql.join([sql.ident("first_name"), sql.text`id`]);
    const sent = await database.recorded(async () => {
      const rows = await database.newEm()
        .sql`SELECT ${sql.value("5", "integer")} AS five, ${sql.ident("first_name")} FROM authors WHERE ${adults} ORDER BY ${order} LIMIT ${1}`;
      expect(rows).toEqual([{ five: 5, first_name: "Ann" }]);
    });
    expect(sent.map(({ text, values }) => [text, values])).toEqual([
      [
        `SELECT $1::integer AS five, "first_name" FROM authors WHERE age >= $2 ORDER BY "first_name", id LIMIT $3`,
        ["5", "18", "1"],
      ],
    ]);
  });

  it("R-RAW-5 gives no rows where there are none, and what a write returns", async () => {
    const em = database.newEm();
    expect(await em.sql`SELECT id FROM authors WHERE false`).toEqual([]);
    expect(await em.sql`UPDATE authors SET age = age + ${1}`).toEqual([]);
    expect(
      await em.sql`UPDATE authors SET age = 7 WHERE first_name = ${"Bob"} RETURNING id, age`,
    ).toEqual([{ id: 2, age: 7 }]);
    expect(await em.sql``).toEqual([]);
    expect(await em.sql`SELECT 1 AS "__proto__"`).toEqual([Object.fromEntries([["__proto__", 1]])]);
  });

  it("R-RAW-5 has finds ask the database anew", async () => {
    const em = database.newEm();
    const count = (): Promise<number> => em.findCount(Author, { age: 30 });
    expect(await count()).toBe(1);
    await em.sql`UPDATE authors SET age = 30`;
    expect(await count()).toBe(2);
  });

  it("R-RAW-5 refuses what has no form in SQL, before anything is sent", async () => {
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    const a = alias(Author);
    const fake = { texts: ["DROP TABLE authors"], holes: [] };
    const messages: unknown[] = [];
    const sent = await database.statements(async () => {
      for (const value of [fake, author, a.age, Symbol("x"), "\0"])
        messages.push(
          await em.sql`SELECT ${1}, ${value} AS x`.then(
            (rows) => rows,
            (error: unknown) => (isKingpostError(error, "INVALID_FILTER") ? error.message : error),
          ),
        );
    });
    expect(messages).toEqual([
      "Invalid filter on sql: value 2 is an object, which has no form in SQL; sql.value gives it a type",
      "Invalid filter on sql: value 2 has no form in SQL",
      "Invalid filter on sql: value 2 is age of an alias, which a find binds and a statement of its own does not: name the column by sql.ident",
      "Invalid filter on sql: value 2 is a symbol, which has no form in SQL",
      "Invalid filter on sql: value 2 holds a NUL character, which Postgres cannot store",
    ]);
    expect(sent).toEqual([]);
    for (const text of ["SELECT 1", ["SELECT 1"], sql`SELECT 1`])
      await expect(em.sql(text as unknown as TemplateStringsArray)).rejects.toMatchObject({
        message: "Invalid filter on sql: takes a template, not a value",
      });
  });

  it("R-RAW-5 texts that break out of other statements are values", async () => {
    const em = database.newEm();
    const texts = ["'", "'; DROP TABLE authors; --", "$1", "\\", '"', "${x}", "{1,2}", "💥", "?"];
    const sent = await database.statements(async () => {
      for (const text of texts)
        expect(await em.sql`SELECT ${text}::text AS x, ${[text, null]}::text[] AS list`).toEqual([
          { x: text, list: [text, null] },
        ]);
    });
    expect(new Set(sent)).toEqual(new Set(["SELECT $1::text AS x, $2::text[] AS list"]));
    expect(await em.findCount(Author, {})).toBe(2);
  });

  it("R-RAW-5 refuses two columns of one name", async () => {
    const query = database.newEm().sql`SELECT a.id, b.id FROM authors a JOIN authors b USING (id)`;
    await expect(query).rejects.toMatchObject({
      code: "INVALID_FILTER",
      message:
        "Invalid filter on sql: gives two columns called id: call one of them otherwise with AS",
    });
  });

  it("R-RAW-5 fails by the errors of the database, with the stack of the caller", async () => {
    const em = database.newEm();
    const failure = async function wrongStatement(): Promise<unknown> {
      return await em.sql`SELECT ${1}::integer / 0 AS x`;
    };
    await expect(failure()).rejects.toMatchObject({
      code: "DATABASE",
      sqlState: "22012",
      sql: "SELECT $1::integer / 0 AS x",
      stack: expect.stringMatching(/wrongStatement/),
    });
    await expect(em.sql`SELECT * FROM nowhere`).rejects.toMatchObject({ sqlState: "42P01" });
    await expect(
      em.sql`INSERT INTO authors (id, first_name, created_at, updated_at) VALUES (1, 'x', now(), now())`,
    ).rejects.toMatchObject({ code: "UNIQUE" });
    expect(await em.sql`SELECT 1 AS one`).toEqual([{ one: 1 }]);
    em.close();
    await expect(em.sql`SELECT 1`).rejects.toMatchObject({ code: "CLOSED" });
  });

  it.each(["read-only", "in-memory-writes"] as const)(
    "R-RAW-5 R-MODE-1: an em in mode %s reads, and its writes are refused by the server",
    async (mode) => {
      const em = new EntityManager({}, { driver: database.driver, mode });
      expect(await em.sql`SELECT first_name FROM authors ORDER BY id`).toEqual([
        { first_name: "Ann" },
        { first_name: "Bob" },
      ]);
      for (const write of [
        () => em.sql`DELETE FROM authors`,
        () => em.sql`WITH gone AS (DELETE FROM authors RETURNING id) SELECT * FROM gone`,
        () => em.sql`SELECT nextval('authors_id_seq')`,
        () =>
          em.sql`SELECT set_config('transaction_read_only', 'off', true), nextval('authors_id_seq')`,
      ])
        await expect(write()).rejects.toMatchObject({
          code: expect.stringMatching(/READ_ONLY|DATABASE/),
        });
      await expect(em.sql`DELETE FROM authors`).rejects.toMatchObject({
        code: "READ_ONLY",
        message: "EntityManager is read-only",
        cause: { sqlState: "25006" },
      });
      await expect(em.sql`SELECT nope`).rejects.toMatchObject({ sqlState: "42703" });
      expect(await database.query("SELECT count(*)::int AS n FROM authors")).toEqual([{ n: 2 }]);
    },
  );

  it.each(["named", "unnamed", "off"] as const)(
    "R-RAW-5 is prepared once per connection, as the driver does it: %s",
    async (prepared) => {
      const pool = new pg.Pool({ connectionString: database.url, max: 1 });
      const em = new EntityManager({}, new PostgresDriver(pool, { prepared }));
      const ages: unknown[] = [];
      for (const age of [30, 60])
        ages.push(await em.sql`SELECT age FROM authors WHERE age = ${age}`);
      expect(ages).toEqual([[{ age: 30 }], [{ age: 60 }]]);
      const kept = await pool.query<{ text: string }>(
        "SELECT statement AS text FROM pg_prepared_statements WHERE statement LIKE '%authors%' AND from_sql = false",
      );
      expect(kept.rows).toEqual(
        prepared === "named" ? [{ text: "SELECT age FROM authors WHERE age = $1" }] : [],
      );
      // A plan whose result changes is made anew, and so is its description.
      const all = (): Promise<unknown> => em.sql`SELECT * FROM short_lived`;
      await pool.query("CREATE TABLE short_lived (a integer)");
      await pool.query("INSERT INTO short_lived VALUES (1)");
      expect(await all()).toEqual([{ a: 1 }]);
      await pool.query("ALTER TABLE short_lived ADD b text DEFAULT 'x'");
      expect(await all()).toEqual([{ a: 1, b: "x" }]);
      await pool.query("DROP TABLE short_lived");
      await pool.end();
    },
  );
});

describe("the values of rows", () => {
  const at = (text: string): Date => new Date(text);
  it.each<readonly [expression: string, value: unknown]>([
    ["true", true],
    ["NULL::integer", null],
    ["1::smallint", 1],
    ["1", 1],
    ["1::bigint", 1n],
    ["4294967295::oid", 4_294_967_295],
    ["0.1::real", 0.1],
    ["'NaN'::float8", Number.NaN],
    ["1.50::numeric", "1.50"],
    ["'a'::text", "a"],
    ["'a '::char(3)", "a"],
    ["'2024-03-31'::date", at("2024-03-31T00:00:00Z")],
    ["'2024-03-31 02:30:00.123456'::timestamp", at("2024-03-31T02:30:00.123Z")],
    ["'2024-03-31 02:30:00.123456+05:30'::timestamptz", at("2024-03-30T21:00:00.123Z")],
    ["'07:08:09.5'::time", "07:08:09.5"],
    ["'1 day 02:00'::interval", new Interval({ days: 1, hours: 2 })],
    [`'{"a": [1, null]}'::json`, { a: [1, null] }],
    [`'"x"'::jsonb`, "x"],
    ["'\\x00ff'::bytea", Uint8Array.of(0, 255)],
    ["'[1,5)'::int4range", new Range({ lower: 1, upper: 5 })],
    ["'{[1,5)}'::int8multirange", [new Range({ lower: 1n, upper: 5n })]],
    ["'{}'::integer[]", []],
    ["'{1,NULL}'::integer[]", [1, null]],
    ["'[2:3]={1,2}'::integer[]", [1, 2]],
    [
      "'{{1,2},{3,4}}'::bigint[]",
      [
        [1n, 2n],
        [3n, 4n],
      ],
    ],
    ["'{\"{{\",b}'::text[]", ["{{", "b"]],
    ["ARRAY['2024-03-31'::date]", [at("2024-03-31T00:00:00Z")]],
    ["'((0,0),(1,1))'::box", "(1,1),(0,0)"],
    ["7::score", 7],
    ["'{a}'::label_list", ["a"]],
    ["'so_so'::mood", "so_so"],
    ["'{so_so}'::mood[]", "{so_so}"],
    ["ROW(1, 'x')", "(1,x)"],
    ["'a'::citext", "a"],
  ])("R-RAW-5 are read by the types of the columns: %s", async (expression, value) => {
    const text = Object.assign([`SELECT ${expression} AS x`], { raw: [""] });
    const em = database.newEm();
    const query = Object.freeze(text) as unknown as TemplateStringsArray;
    expect(await em.sql(query)).toEqual([{ x: value }]);
  });

  it("R-RAW-5 that JavaScript cannot hold are an error that names the column", async () => {
    const em = database.newEm();
    await expect(em.sql`SELECT 'infinity'::timestamptz AS until`).rejects.toMatchObject({
      code: "INVALID_VALUE",
      message:
        "sql.until cannot be read, since infinity is not a time that a Date can hold: select it as ::text",
    });
  });

  it("R-RAW-5 every type of Postgres that has a codec is known by its number", async () => {
    const types = await database.newEm().sql<{ id: number; type: string }>`
      SELECT oid AS id, format_type(oid, NULL) AS type FROM pg_type
      WHERE oid < 16384 AND typtype IN ('b', 'r', 'm') ORDER BY oid`;
    // Types without a codec, and only they and box, are cast one by one.
    const isKnown = (name: string): boolean => {
      const { type, isCastOneByOne = false } = codecFor(name.replace(/\[\]$/, ""));
      return !isCastOneByOne || type === "box";
    };
    const known = types.filter(({ type }) => isKnown(type));
    expect(known.map(({ id }) => builtInType(id))).toEqual(known.map(({ type }) => type));
    expect(known.length).toBeGreaterThan(100);
  });
});

describe("rows as entities", () => {
  it.each([
    ["a", Scalar, "scalars"],
    ["some", List, "lists"],
  ] as const)(
    "R-RAW-5 R-LOAD-5 rows become entities that nothing tells from loaded ones: fields %s…",
    async (prefix, type, table) => {
      const em = database.newEm();
      const names = Object.keys(arbitraries).map((name) => `${prefix}${name}`);
      const values = fc.record(
        Object.fromEntries(
          Object.entries(arbitraries).map(([name, each]) => [
            `${prefix}${name}`,
            type === Scalar ? each : fc.array(fc.option(each, { nil: null }), { maxLength: 3 }),
          ]),
        ),
      );
      for (const each of fc.sample(values, 20)) {
        const entity: Entity = em.create(type as typeof Scalar, {});
        for (const [name, value] of Object.entries(each))
          try {
            (entity as unknown as Record<string, unknown>)[name] = value;
          } catch (error) {
            if (!isKingpostError(error, "INVALID_VALUE")) throw error;
          }
      }
      await em.flush();
      const loaded = await database.newEm().find(type as typeof Scalar, {});
      const rows = await em.sql`SELECT * FROM ${sql.ident(table)} ORDER BY id`;
      const hydrated = database.newEm().hydrate(
        type as typeof Scalar,
        rows.map((row) => ({ ...row })),
      );
      const fieldsOf = (entity: Entity): unknown[] =>
        names.map((name) => [name, field(entity, name)]);
      expect(hydrated.map(fieldsOf)).toEqual(loaded.map(fieldsOf));
      expect(loaded).toHaveLength(20);
    },
  );

  it("R-RAW-5 R-LOAD-5 keep microseconds", async () => {
    await database.newEm()
      .sql`INSERT INTO scalars (a_timestamptz, created_at, updated_at) VALUES ('2024-05-06 07:08:09.123456+02', now(), now())`;
    const em = database.newEm();
    const [scalar] = em.hydrate(Scalar, await em.sql`SELECT * FROM scalars`);
    const { meta, row } = BaseEntity.stateOf(scalar!);
    const at = meta.columns.findIndex(({ fieldName }) => fieldName === "aTimestamptz");
    expect(new Date(String(row![at])).toISOString()).toBe("2024-05-06T05:08:09.123Z");
    expect(String(row![at])).toMatch(/\.123456\+/);
  });

  it("R-RAW-5 R-LOAD-5 take what was changed in a row", async () => {
    const em = database.newEm();
    em.create(Scalar, { aDate: new Date("2024-05-06"), aBytea: Uint8Array.of(1) });
    await em.flush();
    const [row] = await em.sql<{ id: number; a_date: Date; a_bytea: Uint8Array }>`
      SELECT id, a_date, a_bytea FROM scalars`;
    row!.a_date.setUTCDate(7);
    row!.a_bytea[0] = 2;
    const [scalar] = database.newEm().hydrate(Scalar, [row!]);
    expect([scalar!.aDate, scalar!.aBytea]).toEqual([
      new Date("2024-05-07T00:00:00Z"),
      Uint8Array.of(2),
    ]);
  });

  it("R-RAW-5 R-LOAD-5 load a hint", async () => {
    const em = database.newEm();
    em.create(Author, { firstName: "Ann" });
    await em.flush();
    const reader = database.newEm();
    const [author] = await reader.loadFromQuery(
      Author,
      reader.sql`SELECT * FROM authors WHERE first_name = ${"Ann"}`,
      "books",
    );
    expect([author!.firstName, author!.books.get]).toEqual(["Ann", []]);
  });
});
