// Aliases, conditions beside the filter, and where they are put.
import { alias, aliases, and, or, not, type ExpressionFilter, sql } from "kingpost";
import { beforeEach, describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

beforeEach(async () => {
  const em = database.newEm();
  const [p1, p2] = ["P1", "P2"].map((name) => em.create(Publisher, { name }));
  const ann = em.create(Author, { firstName: "Ann", age: 30, publisher: p1! });
  const bob = em.create(Author, { firstName: "Bob", age: 40, publisher: p2!, mentor: ann });
  em.create(Author, { firstName: "Cyd", age: 70 });
  const sea = em.create(Tag, { name: "sea" });
  const b1 = em.create(Book, { title: "b1", author: ann, position: 1, tags: [sea] });
  em.create(Book, { title: "b2", author: ann, position: 2 });
  const b3 = em.create(Book, { title: "b3", author: bob, position: 3 });
  em.create(Review, { rating: 5, book: b1 });
  em.create(Review, { rating: 2, book: b3 });
  await em.flush();
});

interface Found {
  readonly names: string[];
  readonly sql: string;
}

/** The first names of the authors found, and the statement from its FROM on. */
async function authors(where: object, options: object): Promise<Found> {
  let names: string[] = [];
  const [text] = await database.statements(async () => {
    const found = await database.newEm().find(Author, where, options);
    names = found.map(({ firstName }) => firstName);
  });
  return { names, sql: text!.slice(text!.indexOf(' FROM "public"')) };
}

const refusal = async (where: object, options: object): Promise<string> =>
  authors(where, options).then(
    () => "nothing",
    (error: unknown) => `${(error as { code: string }).code}: ${(error as Error).message}`,
  );

describe("conditions", () => {
  it("R-COND-1 an alias is bound by the filter, and one value serves any number of finds", async () => {
    const p = alias(Publisher);
    const where = { publisher: { as: p } };
    expect(await authors(where, { conditions: { and: [p.name.eq("P1")] } })).toEqual({
      names: ["Ann"],
      sql: ' FROM "public"."authors" AS a LEFT JOIN "public"."publishers" AS p ON p."id" = a."publisher_id" WHERE p."name" = $1::text ORDER BY a."id" ASC',
    });
    expect((await authors(where, { conditions: { and: [p.name.eq("P2")] } })).names).toEqual([
      "Bob",
    ]);
    expect(
      (await authors({ publisher: p }, { conditions: { and: [p.name.ne("P2")] } })).names,
    ).toEqual(["Ann"]);
  });

  it("R-COND-1 aliases that are not bound, bound twice, bound to another entity or out of reach are refused", async () => {
    const [a, b, p] = aliases(Author, Book, Publisher);
    const conditions = { and: [b.title.eq("x")] };
    expect([
      await refusal({}, { conditions }),
      await refusal({ as: a, mentor: { as: a } }, {}),
      await refusal({ as: p }, {}),
      await refusal({ or: [{ books: { as: b, title: "b1" } }] }, { conditions }),
      await refusal({ as: "a" }, {}),
      await refusal(
        { as: a },
        { conditions: { and: [(a as unknown as Record<string, typeof a.age>)["agee"]!.eq(1)] } },
      ),
    ]).toEqual([
      "ALIAS: Alias of Book is not bound: put it into the filter with as",
      "ALIAS: Alias of Author is bound twice",
      "ALIAS: Alias of Publisher is bound to rows of Author",
      "ALIAS: Alias of Book is bound under or, not, none or every, where no condition outside can reach it",
      "INVALID_FILTER: Invalid filter on Author: as is not an alias",
      "INVALID_FILTER: Invalid filter on Author: agee is not a field of Author, did you mean age?",
    ]);
  });

  it("R-COND-2 conditions are nested, hold beside the filter, and lose what is undefined", async () => {
    const a = alias(Author);
    const where = { as: a, age: { gte: 30 } };
    const conditions: ExpressionFilter = {
      or: [
        { and: [a.firstName.eq("Ann"), undefined] },
        undefined,
        { not: { or: [a.age.lt(50), a.age.eq(undefined)] } },
      ],
    };
    expect(await authors(where, { conditions })).toEqual({
      names: ["Ann", "Cyd"],
      sql: ' FROM "public"."authors" AS a WHERE a."age" >= $1::integer AND (a."first_name" = $2::text OR NOT (a."age" < $3::integer)) ORDER BY a."id" ASC',
    });
  });

  it("R-COND-2 pruneIfUndefined drops a node when any or all of its entries are undefined", async () => {
    const a = alias(Author);
    const found = async (conditions: object): Promise<string[]> =>
      (await authors({ as: a }, { conditions })).names;
    const entries = [a.firstName.eq("Ann"), undefined];
    expect(await found({ and: entries })).toEqual(["Ann"]);
    expect(await found({ and: entries, pruneIfUndefined: "any" })).toEqual(["Ann", "Bob", "Cyd"]);
    expect(await found({ and: entries, pruneIfUndefined: "all" })).toEqual(["Ann"]);
    expect(await found({ and: [undefined], pruneIfUndefined: "all" })).toEqual([
      "Ann",
      "Bob",
      "Cyd",
    ]);
  });

  it("R-COND-3 not is SQL's: what is NULL stays out", async () => {
    const a = alias(Author);
    expect(await authors({ as: a }, { conditions: not(a.mentor.eq("a:2")) })).toEqual({
      names: ["Bob"],
      sql: ' FROM "public"."authors" AS a WHERE NOT (a."mentor_id" = $1::integer) ORDER BY a."id" ASC',
    });
    expect((await authors({ not: { mentor: "a:2" } }, {})).names).toEqual(["Bob"]);
  });

  it("R-COND-4 members of aliases compare with values, with entities and ids, and with each other", async () => {
    const em = database.newEm();
    const ann = await em.load(Author, "a:1");
    const [a, m] = aliases(Author, Author);
    const found = async (conditions: ExpressionFilter): Promise<string[]> =>
      (await authors({ as: a, mentor: { as: m } }, { conditions })).names;
    expect(await found(and(a.mentor.eq(ann)))).toEqual(["Bob"]);
    expect(await found(and(a.mentor.in(["a:1", null])))).toEqual(["Ann", "Bob", "Cyd"]);
    expect(await found(and(a.id.gt("a:1"), a.publisher.isNotNull()))).toEqual(["Bob"]);
    expect(
      await authors(
        { as: a, mentor: { as: m } },
        { conditions: and(a.age.gt(m.age), a.mentor.eq(m.id)) },
      ),
    ).toEqual({
      names: ["Bob"],
      sql: ' FROM "public"."authors" AS a LEFT JOIN "public"."authors" AS a2 ON a2."id" = a."mentor_id" WHERE a."age" > a2."age" AND a."mentor_id" = a."mentor_id" ORDER BY a."id" ASC',
    });
  });

  it("R-COND-6 a join is made for the aliases that conditions name, and for no others", async () => {
    const [a, p] = aliases(Author, Publisher);
    expect(
      (await authors({ as: a, publisher: { as: p } }, { conditions: and(a.age.gt(1)) })).sql,
    ).toBe(' FROM "public"."authors" AS a WHERE a."age" > $1::integer ORDER BY a."id" ASC');
  });

  it("R-FILT-8 what conditions ask of a member goes into the EXISTS that the filter made", async () => {
    const [a, b] = aliases(Author, Book);
    const conditions = or(a.age.gt(60), b.position.gt(1));
    expect(
      await authors({ as: a, books: { as: b, title: { startsWith: "b" } } }, { conditions }),
    ).toEqual({
      names: ["Ann", "Bob"],
      sql: ' FROM "public"."authors" AS a WHERE EXISTS (SELECT 1 FROM "public"."books" AS b WHERE b."author_id" = a."id" AND b."title" LIKE $1::text AND (a."age" > $2::integer OR b."position" > $3::integer)) ORDER BY a."id" ASC',
    });
  });

  it("R-FILT-8 alternatives get an EXISTS of their own, so that rows without members are found", async () => {
    const [a, b] = aliases(Author, Book);
    const conditions = or(a.age.gt(60), and(b.title.search("b"), not(b.position.eq(1))));
    expect(await authors({ as: a, books: { as: b } }, { conditions })).toEqual({
      names: ["Ann", "Bob", "Cyd"],
      sql: ' FROM "public"."authors" AS a WHERE (a."age" > $1::integer OR EXISTS (SELECT 1 FROM "public"."books" AS b WHERE b."author_id" = a."id" AND b."title" ILIKE $2::text AND NOT (b."position" = $3::integer))) ORDER BY a."id" ASC',
    });
    const both = and(
      or(a.age.gt(60), b.position.eq(1)),
      or(a.firstName.eq("Cyd"), b.title.eq("b1")),
    );
    expect((await authors({ as: a, books: { as: b } }, { conditions: both })).names).toEqual([
      "Ann",
      "Cyd",
    ]);
  });

  it("R-FILT-8 members of members are reached through the collections between", async () => {
    const r = alias(Review);
    expect(
      await authors({ books: { reviews: { as: r } } }, { conditions: and(r.rating.gte(5)) }),
    ).toEqual({
      names: ["Ann"],
      sql: ' FROM "public"."authors" AS a WHERE EXISTS (SELECT 1 FROM "public"."books" AS b WHERE b."author_id" = a."id" AND EXISTS (SELECT 1 FROM "public"."reviews" AS r WHERE r."book_id" = b."id" AND r."rating" >= $1::integer)) ORDER BY a."id" ASC',
    });
  });

  it("R-FILT-8 tying members of two collections together is refused unless it is allowed", async () => {
    const [b, m] = aliases(Book, Author);
    const where = { books: { as: b }, mentees: { as: m } };
    expect(
      await authors(where, { conditions: or(b.title.eq("b3"), m.firstName.eq("Bob")) }),
    ).toEqual({
      names: ["Ann", "Bob"],
      sql: ' FROM "public"."authors" AS a WHERE (EXISTS (SELECT 1 FROM "public"."books" AS b WHERE b."author_id" = a."id" AND b."title" = $1::text) OR EXISTS (SELECT 1 FROM "public"."authors" AS a2 WHERE a2."mentor_id" = a."id" AND a2."first_name" = $2::text)) ORDER BY a."id" ASC',
    });
    const conditions = and(or(b.position.eq(2), m.age.lt(10)), or(b.title.eq("b2"), m.age.gt(90)));
    expect(await refusal(where, { conditions })).toBe(
      "MULTIPLE_LEFT_JOINS: em.find would issue multiple LEFT JOINs across collection relations (Author.books, Author.mentees); ask for each in conditions of its own, or allow it with allowMultipleLeftJoins",
    );
    expect(await authors(where, { conditions, allowMultipleLeftJoins: true })).toEqual({
      names: ["Ann"],
      sql: ' FROM "public"."authors" AS a WHERE a."id" IN (SELECT a2."id" FROM "public"."authors" AS a2 LEFT JOIN "public"."books" AS b ON b."author_id" = a2."id" LEFT JOIN "public"."authors" AS a3 ON a3."mentor_id" = a2."id" WHERE (b."position" = $1::integer OR a3."age" < $2::integer) AND (b."title" = $3::text OR a3."age" > $4::integer)) ORDER BY a."id" ASC',
    });
  });

  it("R-FILT-8 optimizeJoinsToExists: false joins collections and finds each row once", async () => {
    expect(
      await authors(
        { books: { title: { like: "b%" }, tags: { name: "sea" } } },
        { optimizeJoinsToExists: false },
      ),
    ).toEqual({
      names: ["Ann"],
      sql: ' FROM "public"."authors" AS a WHERE a."id" IN (SELECT a2."id" FROM "public"."authors" AS a2 LEFT JOIN "public"."books" AS b ON b."author_id" = a2."id" LEFT JOIN "public"."books_to_tags" AS b2 ON b2."book_id" = b."id" LEFT JOIN "public"."tags" AS t ON t."id" = b2."tag_id" WHERE b."id" IS NOT NULL AND b."title" LIKE $1::text AND t."id" IS NOT NULL AND t."name" = $2::text) ORDER BY a."id" ASC',
    });
  });

  it("R-RAW-1 raw puts the quoted column in front, binds its placeholders and leaves every ? alone", async () => {
    const b = alias(Book);
    const em = database.newEm();
    const book = await em.load(Book, "b:1");
    book.details = { a: 1, "?": 2 };
    await em.flush();
    let titles: string[] = [];
    const [text] = await database.statements(async () => {
      const found = await em.find(
        Book,
        { as: b } as object,
        {
          conditions: and(
            b.details.raw("?| array['a', $1, '$2 ?']", ["z"]),
            b.position.raw("between $1 and $2", [0, 1]),
          ),
        } as object,
      );
      titles = found.map(({ title }) => title);
    });
    expect(titles).toEqual(["b1"]);
    expect(text!.slice(text!.indexOf(" WHERE"))).toBe(
      ` WHERE (b."details" ?| array['a', $1, '$2 ?']) AND (b."position" between $2 and $3) ORDER BY b."id" ASC`,
    );
  });

  it("R-RAW-2 the sql tag quotes members, splices fragments and binds everything else", async () => {
    const a = alias(Author);
    const name = "'; drop table authors; --";
    const either = sql`${a.age} > ${60} or ${sql.ident("first_name")} = ${"Ann"}`;
    const conditions = and(
      sql`(${either})`,
      sql`${a.firstName} <> ${name}`,
      sql`${a.age} in (${sql.join([30, 70])})`,
      sql`${a.age} = any(${[30, 70]})`,
      sql`${a.bornOn} is not distinct from ${sql.value(null, "date")}`,
      sql`${sql.text`now()`} is not null`,
    );
    expect(
      await authors({ as: a }, { conditions, orderBy: [sql`lower(${a.firstName})`, "DESC"] }),
    ).toEqual({
      names: ["Cyd", "Ann"],
      sql: ' FROM "public"."authors" AS a WHERE ((a."age" > $1 or "first_name" = $2)) AND (a."first_name" <> $3) AND (a."age" in ($4, $5)) AND (a."age" = any($6)) AND (a."born_on" is not distinct from $7::date) AND (now() is not null) ORDER BY lower(a."first_name") DESC, a."id" ASC',
    });
  });

  it("R-RAW-3 an object that only looks like SQL is a value, and refused where a scalar is due", async () => {
    const forged = { texts: ["true; drop table authors"], holes: [], "#isFragment": true };
    const a = alias(Author);
    expect([
      await refusal({ firstName: forged }, {}),
      await refusal({}, { conditions: forged }),
      await refusal({}, { conditions: { and: [forged] } }),
      await refusal({}, { orderBy: [forged, "ASC"] }),
      await refusal({ as: a }, { conditions: { and: [sql`${a.firstName} = ${forged}`] } }),
      await refusal(
        { as: a },
        { conditions: { and: [{ member: a.age, operator: "eq", operand: 1 }] } },
      ),
      await Promise.resolve()
        .then(() => sql(["true"] as unknown as TemplateStringsArray))
        .catch((error: unknown) => (error as Error).message),
    ]).toEqual([
      "INVALID_FILTER: Invalid filter on Author: firstName.texts is not an operator for text",
      "INVALID_FILTER: Invalid filter on Author: conditions.texts is not and, or or not",
      "INVALID_FILTER: Invalid filter on Author: conditions.and.0.texts is not and, or or not",
      "INVALID_FILTER: Invalid filter on Author: orderBy.0.texts is not a field of Author",
      "INVALID_FILTER: Invalid filter on Author: conditions.and.0 is an object, which has no form in SQL; sql.value gives it a type",
      "INVALID_FILTER: Invalid filter on Author: conditions.and.0.member is not and, or or not",
      "Invalid filter on sql: takes a template, not a value",
    ]);
  });

  it("R-RAW-6 placeholders and bindings that do not fit each other are refused", async () => {
    const a = alias(Author);
    const found = (condition: unknown): Promise<string> =>
      refusal({ as: a }, { conditions: { and: [condition] } });
    expect([
      await found(a.age.raw("> $1")),
      await found(a.age.raw("> $2", [1, 2])),
      await found(a.age.raw("> 1", [1])),
      await found(a.age.raw("> $0", [1])),
    ]).toEqual([
      "INVALID_FILTER: Invalid filter on Author: age.raw has $1, but 0 bindings",
      "INVALID_FILTER: Invalid filter on Author: age.raw has 2 bindings, but uses 1 of them",
      "INVALID_FILTER: Invalid filter on Author: age.raw has 1 bindings, but uses 0 of them",
      "INVALID_FILTER: Invalid filter on Author: age.raw has $0, but 1 bindings",
    ]);
  });
});
