// Finds as Knex queries, on connections that belong to the application.
import { alias, and } from "kingpost";
import { buildQuery, createKnex } from "kingpost/knex";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Packet } from "../schema/entities/Packet.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();
let pool: pg.Pool;

beforeAll(() => {
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
});

beforeEach(async () => {
  const em = database.newEm();
  const p1 = em.create(Publisher, { name: "P1" });
  const ann = em.create(Author, { firstName: "Ann", age: 70, publisher: p1 });
  const bob = em.create(Author, { firstName: "Bob", age: 20 });
  em.create(Book, { title: "b1", author: ann });
  em.create(Book, { title: "b2", author: bob });
  em.create(Packet, { code: "p", profile: { a: 1 } });
  await em.flush();
});

afterAll(() => pool.end());

describe("kingpost/knex", () => {
  it("R-KNEX-2 gives the joins and conditions of a find, bound, to be changed further and loaded", async () => {
    const knex = createKnex(pool);
    const query = buildQuery(knex, Book, {
      where: { author: { age: { gt: 60 }, publisher: { name: "P1" } } },
      orderBy: { title: "DESC" },
      limit: 5,
    });
    expect(query.toSQL().toNative()).toMatchObject({
      bindings: ["60", "P1", 5],
      sql: 'select b."id", b."title", b."author_id", b."position", b."notes", b."keywords", b."details", b."version", b."created_at", b."updated_at" from "public"."books" AS b JOIN "public"."authors" AS a ON a."id" = b."author_id" JOIN "public"."publishers" AS p ON p."id" = a."publisher_id" where (a."age" > $1::integer AND p."name" = $2::text) order by b."title" DESC, b."id" ASC limit $3',
    });
    const em = database.newEm();
    const books = await em.loadFromQuery(
      Book,
      query.whereRaw("length(b.title) < ?", [9]),
      "author",
    );
    expect(books.map(({ title, author }) => [title, author.get.firstName])).toEqual([
      ["b1", "Ann"],
    ]);
  });

  it("R-KNEX-2 keeps joins of aliases when asked to, and the question marks of operators", async () => {
    const knex = createKnex(pool);
    const p = alias(Publisher);
    const where = { publisher: { as: p } };
    const from = (query: { toString(): string }): string =>
      / from (.*) order by/.exec(String(query))![1]!;
    expect([
      from(buildQuery(knex, Author, { where })),
      from(buildQuery(knex, Author, { where, keepAliases: [p] })),
      from(buildQuery(knex, Author, { where, pruneJoins: false })),
    ]).toEqual([
      '"public"."authors" AS a',
      '"public"."authors" AS a LEFT JOIN "public"."publishers" AS p ON p."id" = a."publisher_id"',
      '"public"."authors" AS a LEFT JOIN "public"."publishers" AS p ON p."id" = a."publisher_id"',
    ]);
    const k = alias(Packet);
    const rows = (await buildQuery(knex, Packet, {
      where: { as: k, profile: { hasKey: "a" } },
      conditions: and(k.profile.raw("?| array[$1, $2]", ["a", "?"])),
    })) as unknown[];
    expect(rows.length).toBe(1);
  });

  it("R-KNEX-1 borrows the pool or client and owns nothing", async () => {
    const knex = createKnex(pool);
    await knex.transaction(async (trx) => {
      await trx.raw("CREATE TEMP TABLE seen (n int) ON COMMIT DROP");
      await trx("seen").insert({ n: 1 });
      expect(await trx("seen").count()).toEqual([{ count: "1" }]);
    });
    await knex.destroy();
    expect(pool.idleCount).toBe(pool.totalCount);
    const client = await pool.connect();
    try {
      const own = createKnex(client);
      const mine = await own.raw("SELECT pg_backend_pid() AS pid");
      const { rows } = await client.query("SELECT pg_backend_pid() AS pid");
      expect(mine.rows).toEqual(rows);
      await own.destroy();
      expect((await client.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    } finally {
      client.release();
    }
  });

  it("R-KNEX-3 is no part of the entity manager", () => {
    expect("knex" in database.newEm()).toBe(false);
  });
});
