import fc from "fast-check";
import { alias } from "kingpost";
import { beforeEach, describe, expect, it } from "vitest";
import { Club } from "../schema/entities/Club.ts";
import { Reader } from "../schema/entities/Reader.ts";
import { Shelf } from "../schema/entities/Shelf.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

type Options = NonNullable<Parameters<ReturnType<typeof database.newEm>["findPage"]>[2]>;

const shelfColumns =
  's."id", s."room", s."position", s."label", s."version", s."created_at", s."updated_at"';

describe("pages", () => {
  beforeEach(async () => {
    await database.query(
      "INSERT INTO shelves (room, position, label) SELECT CASE WHEN i <= 3 THEN 'a' ELSE 'b' END, i, CASE WHEN i % 2 = 0 THEN 'even' END FROM generate_series(1, 5) i",
    );
  });

  const page = async (options: object, where: object = {}) => {
    const { nodes, pageInfo, edges } = await database.newEm().findPage(Shelf, where, options);
    return { positions: nodes.map(({ position }) => position), edges, ...pageInfo };
  };

  it("R-PAGE-1 the next page starts strictly behind the row of the cursor", async () => {
    const orderBy = { position: "ASC" };
    const first = await page({ orderBy, first: 2 });
    expect([first.positions, first.hasNextPage, first.hasPreviousPage]).toEqual([
      [1, 2],
      true,
      false,
    ]);
    await database.query("DELETE FROM shelves WHERE position = 1");
    await database.query("INSERT INTO shelves (room, position) VALUES ('z', 0)");
    const second = await page({ orderBy, first: 2, after: first.endCursor });
    expect([second.positions, second.hasNextPage, second.hasPreviousPage]).toEqual([
      [3, 4],
      true,
      true,
    ]);
    const third = await page({ orderBy, first: 2, after: second.endCursor });
    expect([third.positions, third.hasNextPage, third.hasPreviousPage]).toEqual([[5], false, true]);
  });

  it("R-PAGE-1 a page holds what fits conditions of aliases, and is counted with them", async () => {
    const s = alias(Shelf);
    const conditions = { or: [s.position.lt(2), s.label.eq("even")] };
    const asked = { orderBy: { position: "ASC" }, first: 2, conditions } as const;
    const first = await database.newEm().findPage(Shelf, { as: s }, asked);
    const second = await database
      .newEm()
      .findPage(Shelf, { as: s }, { ...asked, after: first.pageInfo.endCursor });
    expect([first, second].map(({ nodes }) => nodes.map(({ position }) => position))).toEqual([
      [1, 2],
      [4],
    ]);
    expect(await first.totalCount()).toBe(3);
  });

  it("R-PAGE-1 backwards, a page ends strictly before the row of the cursor", async () => {
    const orderBy = { position: "ASC" };
    const last = await page({ orderBy, last: 2 });
    expect([last.positions, last.hasNextPage, last.hasPreviousPage]).toEqual([[4, 5], false, true]);
    const before = await page({ orderBy, last: 2, before: last.startCursor });
    expect([before.positions, before.hasNextPage, before.hasPreviousPage]).toEqual([
      [2, 3],
      true,
      true,
    ]);
    const head = await page({ orderBy, before: before.startCursor });
    expect([head.positions, head.hasNextPage, head.hasPreviousPage]).toEqual([[1], true, false]);
  });

  it("R-PAGE-1 an order of required columns in one direction compares rows, which an index answers", async () => {
    const orderBy = [{ room: "ASC" }, { position: "ASC" }];
    const { endCursor } = await page({ orderBy, first: 2 });
    const sent = await database.recorded(() => page({ orderBy, first: 2, after: endCursor }));
    expect(sent.map(({ text, values }) => [text, values])).toEqual([
      [
        `SELECT ${shelfColumns} FROM "public"."shelves" AS s WHERE (s."room", s."position", s."id") > ($1::text, $2::integer, $3::integer) ORDER BY s."room" ASC, s."position" ASC, s."id" ASC LIMIT $4::bigint`,
        ["a", "2", "2", "3"],
      ],
    ]);
  });

  it("R-PAGE-1 directions may differ, and the first column still bounds the search; the entity's own order is one", async () => {
    const { endCursor, positions } = await page({ first: 2 });
    expect(positions).toEqual([3, 2]);
    let next: number[] = [];
    const sent = await database.statements(async () => {
      next = (await page({ first: 3, after: endCursor })).positions;
    });
    expect(next).toEqual([1, 5, 4]);
    expect(sent).toEqual([
      `SELECT ${shelfColumns} FROM "public"."shelves" AS s WHERE s."room" >= $1::text AND (s."room" > $1::text OR (s."room" = $1::text AND s."position" < $2::integer) OR (s."room" = $1::text AND s."position" = $2::integer AND s."id" > $3::integer)) ORDER BY s."room" ASC, s."position" DESC, s."id" ASC LIMIT $4::bigint`,
    ]);
  });

  it("R-PAGE-1 rows without a value come where the order says", async () => {
    for (const [label, expected] of [
      ["ASC", [2, 4, 1, 3, 5]],
      ["DESC", [1, 3, 5, 2, 4]],
      ["ASC NULLS FIRST", [1, 3, 5, 2, 4]],
      ["DESC NULLS LAST", [2, 4, 1, 3, 5]],
    ] as const) {
      const seen: number[] = [];
      let after: string | undefined;
      for (let pages = 0; pages < 5; pages++) {
        const { positions, endCursor } = await page({ orderBy: { label }, first: 1, after });
        seen.push(...positions);
        after = endCursor;
      }
      expect([label, seen]).toEqual([label, expected]);
    }
  });

  it("R-PAGE-2 one row more than the page is read, and the total is counted when asked for", async () => {
    const em = database.newEm();
    const sent = await database.recorded(async () => {
      const found = await em.findPage(Shelf, { room: "a" }, { first: 2 });
      expect(found.nodes.length).toBe(2);
      expect(em.numberOfEntities).toBe(3);
      expect(await found.totalCount()).toBe(3);
    });
    expect(sent.map(({ operation, values }) => [operation, values])).toEqual([
      ["page Shelf", ["a", "3"]],
      ["count Shelf", ["a"]],
    ]);
  });

  it("R-PAGE-2 a page of nothing still says whether there is something", async () => {
    const none = await page({ first: 0 });
    expect([none.positions, none.hasNextPage, none.endCursor]).toEqual([[], true, undefined]);
    const all = await page({});
    expect([all.positions.length, all.hasNextPage]).toEqual([5, false]);
  });

  it("R-PAGE-4 pages of one shape in one tick are one statement", async () => {
    const em = database.newEm();
    const orderBy = { position: "ASC" } as const;
    let found: number[][] = [];
    const sent = await database.statements(async () => {
      const pages = await Promise.all(
        ["a", "b", "a"].map((room) => em.findPage(Shelf, { room }, { orderBy, first: 2 })),
      );
      found = pages.map(({ nodes }) => nodes.map(({ position }) => position));
    });
    expect(found).toEqual([
      [1, 2],
      [4, 5],
      [1, 2],
    ]);
    expect(sent).toEqual([
      `SELECT found.*, args.place FROM unnest($1::text[]) WITH ORDINALITY AS args(v0, place) CROSS JOIN LATERAL (SELECT ${shelfColumns}, row_number() OVER (ORDER BY s."position" ASC, s."id" ASC) FROM "public"."shelves" AS s WHERE s."room" = args.v0 ORDER BY s."position" ASC, s."id" ASC LIMIT $2::bigint) AS found`,
    ]);
  });

  it("R-PAGE-1 an entity deleted here is on no page, and one changed here stays where its row is", async () => {
    const em = database.newEm();
    const orderBy = { position: "ASC" } as const;
    const [one, two] = await em.find(Shelf, {}, { orderBy, limit: 2 });
    em.delete(one!);
    two!.position = 99;
    const first = await em.findPage(Shelf, {}, { orderBy, first: 1 });
    expect(first.nodes).toEqual([two]);
    const { endCursor } = first.pageInfo;
    const { nodes } = await em.findPage(Shelf, {}, { orderBy, first: 1, after: endCursor });
    expect(nodes.map(({ position }) => position)).toEqual([3]);
  });

  it("populates the page, and no row beyond it", async () => {
    const [shelf] = await database.newEm().find(Shelf, {});
    const em = database.newEm();
    em.create(Reader, { email: "a@x.org", name: "Ann", shelf: shelf!.id });
    await em.flush();
    const { nodes } = await database.newEm().findPage(Shelf, {}, { first: 1, populate: "readers" });
    expect(nodes[0]!.readers.get.map(({ name }) => name)).toEqual(["Ann"]);
  });

  describe("what is refused", () => {
    const refused = async (options: object): Promise<unknown> =>
      database
        .newEm()
        .findPage(Shelf, {}, options)
        .then(
          () => undefined,
          ({ code, message }: { code: string; message: string }) => [code, message],
        );

    it("R-PAGE-3 a cursor that was cut, changed, or never was one", async () => {
      const { endCursor } = await page({ first: 1 });
      const list = JSON.parse(Buffer.from(endCursor!, "base64url").toString()) as string[];
      const encode = (value: unknown): string =>
        Buffer.from(JSON.stringify(value)).toString("base64url");
      for (const after of [
        "",
        "x",
        endCursor!.slice(0, -4),
        encode([...list.slice(0, -1), "7"]),
        encode({}),
        encode([list[0], list[1], { a: 1 }]),
        encode([...list.slice(0, 2), "a\0"]),
        7,
      ])
        expect([after, await refused({ first: 1, after })]).toEqual([
          after,
          ["INVALID_CURSOR", "Invalid cursor for Shelf: it is malformed"],
        ]);
    });

    it("R-PAGE-3 a cursor of another order or entity", async () => {
      const belongsElsewhere = [
        "INVALID_CURSOR",
        "Invalid cursor for Shelf: it belongs to another order or entity",
      ];
      const { endCursor: after } = await page({ first: 1 });
      expect(await refused({ after, orderBy: { position: "ASC" } })).toEqual(belongsElsewhere);
      expect(await refused({ after, orderBy: [{ room: "ASC" }, { position: "ASC" }] })).toEqual(
        belongsElsewhere,
      );
      const em = database.newEm();
      em.create(Club, { name: "c" });
      await em.flush();
      const club = await em.findPage(Club, {}, { first: 1 });
      expect(await refused({ after: club.pageInfo.endCursor })).toEqual(belongsElsewhere);
    });

    it("R-PAGE-3 a value in a cursor that its column cannot read", async () => {
      const { endCursor } = await page({ orderBy: { position: "ASC" }, first: 1 });
      const [order] = JSON.parse(Buffer.from(endCursor!, "base64url").toString()) as string[];
      const { fingerprint } = await import("../../src/kit/fingerprint.ts");
      const values = ["many", "1"];
      const check = fingerprint(JSON.stringify([order, ...values]));
      const after = Buffer.from(JSON.stringify([order, check, ...values])).toString("base64url");
      expect(await refused({ orderBy: { position: "ASC" }, after })).toEqual([
        "INVALID_CURSOR",
        "Invalid cursor for Shelf: it is malformed",
      ]);
    });

    it.each([
      [{ first: 1, last: 1 }, "first and last exclude each other: a page goes forward or backward"],
      [{ first: -1 }, "first is not a whole number from 0 up"],
      [{ last: 1.5 }, "last is not a whole number from 0 up"],
      [{ first: "1" }, "first is not a whole number from 0 up"],
    ])("R-PAGE-3 %j", async (options, reason) => {
      expect(await refused(options)).toEqual([
        "INVALID_FILTER",
        `Invalid filter on Shelf: ${reason}`,
      ]);
    });
  });
});

describe("paging through anything", () => {
  const direction = fc.constantFrom(
    "ASC",
    "DESC",
    "ASC NULLS FIRST",
    "DESC NULLS FIRST",
    "ASC NULLS LAST",
    "DESC NULLS LAST",
  );
  const key = fc.constantFrom(
    "email",
    "name",
    "joinedAt",
    "score",
    "weight",
    "label",
    "room",
    "favoriteColor",
  );
  const order = fc
    .uniqueArray(fc.tuple(key, direction), { maxLength: 3, selector: ([name]) => name })
    .map((keys) =>
      keys.map(([name, each]) =>
        name === "label" || name === "room" ? { shelf: { [name]: each } } : { [name]: each },
      ),
    );
  const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
    fc.option(arbitrary, { nil: null });
  const reader = fc.record({
    name: fc.constantFrom("a", "B", "b", "ä", " ", "\\"),
    // Instants that differ in their microseconds only.
    joinedAt: maybe(
      fc.integer({ min: 0, max: 3 }).map((us) => `2020-01-01 00:00:00.00000${us}+00`),
    ),
    score: maybe(fc.constantFrom("1", "1.0", "1.00000000000000000001", "NaN", "-3")),
    weight: maybe(fc.constantFrom("0.1", "0.30000000000000004", "NaN", "Infinity", "-0")),
    shelf: maybe(fc.integer({ min: 1, max: 3 })),
    color: maybe(fc.integer({ min: 1, max: 3 })),
  });

  it("R-PAGE-1 visits every row exactly once, in the order of one find, forwards and backwards", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(reader, { maxLength: 12 }),
        order,
        fc.integer({ min: 1, max: 4 }),
        async (readers, orderBy, size) => {
          await database.query("TRUNCATE readers, shelves RESTART IDENTITY CASCADE");
          await database.query(
            "INSERT INTO shelves (room, position, label) VALUES ('a', 1, NULL), ('a', 2, 'x'), ('b', 1, 'x')",
          );
          await database.query(
            "INSERT INTO readers (email, name, joined_at, score, weight, shelf_id, favorite_color_id) SELECT n || '@x.org', name, joined_at, score, weight, shelf, color FROM jsonb_to_recordset($1) AS r(n int, name text, joined_at timestamptz, score numeric, weight float8, shelf int, color int)",
            [
              JSON.stringify(
                readers.map(({ joinedAt, ...each }, n) => ({ ...each, n, joined_at: joinedAt })),
              ),
            ],
          );
          const options = { orderBy } as Options as { orderBy: { name: "ASC" } };
          const all = (await database.newEm().find(Reader, {}, options)).map(({ email }) => email);
          const forward: string[] = [];
          const backward: string[] = [];
          for (let after: string | undefined, more = true; more;) {
            const read = await database
              .newEm()
              .findPage(Reader, {}, { ...options, first: size, after });
            forward.push(...read.nodes.map(({ email }) => email));
            ({ hasNextPage: more, endCursor: after } = read.pageInfo);
          }
          for (let before: string | undefined, more = true; more;) {
            const read = await database
              .newEm()
              .findPage(Reader, {}, { ...options, last: size, before });
            backward.unshift(...read.nodes.map(({ email }) => email));
            ({ hasPreviousPage: more, startCursor: before } = read.pageInfo);
          }
          expect([forward, backward]).toEqual([all, all]);
        },
      ),
      { numRuns: 40 },
    );
  });
});
