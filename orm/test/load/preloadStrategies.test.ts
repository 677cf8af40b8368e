// Two ways of loading a hint ahead, and none at all: whichever is used, the same entities come, with the same cells.
import { deepStrictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import {
  type FindQuery,
  JsonAggregatePreloader,
  type Loaded,
  PipelinePreloader,
  Plugin,
  type PreloadPlugin,
  type Statement,
} from "kingpost";
import { PostgresDriver, RecordingDriver } from "kingpost/pg";
import { newTestInstance } from "kingpost/tests";
import pg from "pg";
import { describe, expect, it } from "vitest";
import type { HintTree } from "../../src/hints/HintTree.ts";
import { parseHint } from "../../src/hints/parseHint.ts";
import { kindOf } from "../../src/relations/members/kindOf.ts";
import { pointTo } from "../../src/relations/pointTo.ts";
import { relationOf } from "../../src/relations/relationOf.ts";
import type { EntityMeta } from "../../src/schema/EntityMeta.ts";
import { isOfType } from "../../src/schema/isOfType.ts";
import { typesBelow } from "../../src/schema/LoadableMember.ts";
import { BaseEntity } from "../../src/session/BaseEntity.ts";
import type { EntityState } from "../../src/session/EntityState.ts";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { domain, EntityManager } from "../schema/entities/codegen/domain.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";
import "../schema/entities/factories/index.ts";
import { useTestDatabase } from "../testDatabase.ts";
import { withoutPipelines } from "../withoutPipelines.ts";

const database = useTestDatabase();

const strategies = {
  json: new JsonAggregatePreloader(),
  pipeline: new PipelinePreloader(),
} as const;

function newEm(preloadPlugin: PreloadPlugin): EntityManager {
  return new EntityManager({}, { driver: database.driver, preloadPlugin });
}

/** Numbers from 0 up to below a limit, always the same. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * limit);
  };
}

/** Three entities of every type of the test schema, whose relations lead anywhere. */
async function givenEverything(seed: number): Promise<void> {
  const pick = numbers(seed);
  const em = database.newEm();
  const metas = domain.metadata as unknown as ReadonlyArray<EntityMeta>;
  for (const meta of metas)
    // A contact has values of classes of its own, and no relations.
    if (!meta.isAbstract && meta.type !== "Contact")
      for (let n = 0; n < 3; n++) {
        // Their keys come from nowhere else.
        const isNamed = meta.idGenerator === "application";
        const id = `${meta.tagName}:${n + 1}`;
        const opts = { ...(isNamed && { id }), ...(meta.type === "Review" && { rating: 3 }) };
        newTestInstance(em, meta.cstr as typeof Author, opts);
      }
  const states = em.entities.map((entity) => BaseEntity.stateOf(entity));
  const taken = new Set<EntityState>();
  const anyFor = (owner: EntityState, type: EntityMeta): EntityState | undefined => {
    // Rules ask for a mother of one's own kind, a folder that is not inside itself, and a home that dogs may have.
    const isOwn = isOfType(owner.meta, type);
    const candidates = isOwn
      ? states.filter(({ meta, order }) => meta === owner.meta && order < owner.order)
      : states.filter(({ meta }) => isOfType(meta, type));
    return candidates[pick(candidates.length)];
  };
  for (const state of states)
    for (const [, field] of state.meta.fields) {
      if (pick(3) === 0 || field.fieldName === "home") continue;
      if (field.kind === "m2o" && !field.notNull && field.whole === undefined) {
        const other = anyFor(state, field.otherMeta);
        // A one-to-one has room for one.
        if (field.otherField.kind === "o2o" && (other === undefined || taken.has(other))) continue;
        if (other !== undefined && field.otherField.kind === "o2o") taken.add(other);
        pointTo(state, field, other);
      } else if (field.kind === "m2m" && field.joinTable.first === field) {
        const other = anyFor(state, field.otherMeta);
        const relation = relationOf(state, field) as unknown as { add(other: unknown): void };
        if (other !== undefined) relation.add(other.entity);
      }
    }
  await em.flush();
  await database.query(`UPDATE readers SET joined_at = now() + id * interval '1 microsecond', score = id + 0.10, weight = 0.1 + 0.2,
    deleted_at = CASE WHEN id % 3 = 0 THEN now() END`);
  await database.query(
    `UPDATE books SET keywords = '{"a,b",NULL,""}', details = '{"n": 9007199254740993, "t": "é\\n\\""}'`,
  );
  await database.query(
    "UPDATE authors SET balance = 12345678901234567890.50, born_on = '0044-03-15 BC'",
  );
  await database.query("UPDATE loans SET deleted_at = now() WHERE id % 3 = 1");
}

/** A hint of a few of the members that a type has, and of those that these lead to. */
function hintOf(meta: EntityMeta, pick: (limit: number) => number, depth: number): object {
  const hint: Record<string, object> = {};
  for (const member of meta.members.values()) {
    if (member.kind === "handWritten" || pick(2) === 0) continue;
    const [below] = typesBelow(member) ?? [];
    const isDeep = depth > 1 && below !== undefined;
    hint[member.fieldName] = isDeep ? hintOf(below, pick, depth - 1) : {};
  }
  return hint;
}

/** What an em has of a hint: every cell of every entity, in the order of every list. */
function shown(states: ReadonlyArray<EntityState>, tree: HintTree): unknown {
  return states.map((state) => [
    state.name,
    state.isDeleted,
    state.meta.columns.map((column) => [column.fieldName, state.cell(column.index)]),
    [...tree.membersOf(state.meta)].map(([member, below]) => [
      member.fieldName,
      kindOf(member).isLoaded(state, member),
      shown(kindOf(member).targets(state, member), below),
    ]),
  ]);
}

describe("strategies of preloading", () => {
  it.each([1, 2, 3])(
    "R-PRE-2 random hints %i give the same entities and cells, ahead in both ways and level by level",
    async (seed) => {
      await givenEverything(seed);
      const metas = new Map(
        (domain.metadata as unknown as ReadonlyArray<EntityMeta>).map((meta) => [meta.type, meta]),
      );
      let byJson = 0;
      const property = fc.asyncProperty(
        fc.constantFrom(...metas.keys()),
        fc.integer({ min: 1, max: 2 ** 30 }),
        async (type, hintSeed) => {
          const meta = metas.get(type)!;
          const hint = hintOf(meta, numbers(hintSeed), 3);
          const tree = parseHint(meta, hint);
          const find = async (em: EntityManager): Promise<unknown> => {
            const found = await em.find(
              meta.cstr as typeof Author,
              {},
              { populate: hint as never },
            );
            return shown(
              found.map((entity) => BaseEntity.stateOf(entity)),
              tree,
            );
          };
          const expected = await find(new EntityManager({}, withoutPipelines(database.driver)));
          deepStrictEqual(await find(newEm(strategies.pipeline)), expected);
          const sent = await database.statements(async () => {
            deepStrictEqual(await find(newEm(strategies.json)), expected);
          });
          byJson += sent.filter((text) => text.startsWith("SELECT found.*")).length;
        },
      );
      await fc.assert(property, { numRuns: 40, seed, endOnFailure: true });
      expect(byJson).toBeGreaterThan(20);
    },
  );

  /** Two authors with two books of two reviews each, all of one publisher, and a tag on every book. */
  async function givenTrees(): Promise<void> {
    const em = database.newEm();
    const publisher = em.create(Publisher, { name: "p" });
    const tag = em.create(Tag, { name: "sea" });
    for (const n of [1, 2]) {
      const author = em.create(Author, { firstName: `a${n}`, publisher });
      for (const m of [1, 2]) {
        const book = em.create(Book, { title: `b${n}.${m}`, author, tags: [tag] });
        for (const rating of [1, 2]) em.create(Review, { book, rating });
      }
    }
    await em.flush();
  }

  const hint = { publisher: {}, books: { reviews: {}, tags: {} } } as const;

  function shape(authors: ReadonlyArray<Loaded<Author, typeof hint>>): unknown {
    return authors.map(({ firstName, publisher, books }) => [
      firstName,
      publisher.get?.name,
      books.get.map(({ title, reviews, tags }) => [
        title,
        reviews.get.map(({ rating }) => rating),
        tags.get.map(({ name }) => name),
      ]),
    ]);
  }

  const trees = [1, 2].map((n) => [
    `a${n}`,
    "p",
    [1, 2].map((m) => [`b${n}.${m}`, [1, 2], ["sea"]]),
  ]);

  it("R-PRE-2 a find and its hint are one statement, in which every cell is a text", async () => {
    await givenTrees();
    const em = newEm(strategies.json);
    let sent: ReadonlyArray<Statement> = [];
    const trips = await database.roundTrips(async () => {
      await em.find(
        Author,
        { firstName: { gt: "a0" } },
        { limit: 2, populate: { publisher: {}, books: "tags" } },
      );
      sent = [...database.driver.statements];
    });
    expect([trips, sent.length, sent[0]!.values]).toEqual([1, 1, ["a0", "2"]]);
    expect(
      sent[0]!.text
        .replace(/SELECT a\."id", .*? FROM/, "SELECT … FROM")
        .replace(/found\(.*?\)/, "found(…)"),
    ).toMatchInlineSnapshot(
      `"SELECT found.*, (SELECT to_json(ARRAY[p1_."id"::text, p1_."name"::text, p1_."version"::text, p1_."created_at"::text, p1_."updated_at"::text]) FROM "public"."publishers" AS p1_ WHERE p1_."id" = found.c7), (SELECT json_agg(json_build_array(ARRAY[p2_."id"::text, p2_."title"::text, p2_."author_id"::text, p2_."position"::text, p2_."notes"::text, p2_."keywords"::text, p2_."details"::text, p2_."version"::text, p2_."created_at"::text, p2_."updated_at"::text], (SELECT json_agg(to_json(ARRAY[p3_."id"::text, p3_."name"::text, p3_."version"::text, p3_."created_at"::text, p3_."updated_at"::text]) ORDER BY p3_."id") FROM "public"."books_to_tags" AS p3_j JOIN "public"."tags" AS p3_ ON p3_."id" = p3_j."tag_id" WHERE p3_j."book_id" = p2_."id")) ORDER BY p2_."id") FROM "public"."books" AS p2_ WHERE p2_."author_id" = found.c0) FROM (SELECT … FROM "public"."authors" AS a WHERE a."first_name" > $1::text ORDER BY a."id" ASC LIMIT $2::bigint) AS found(…)"`,
    );
  });

  it("R-PRE-2 loads, finds, pages, populates and streams go the same way, in one round trip each", async () => {
    await givenTrees();
    const ids = ["a:1", "a:2"];
    const ways: Readonly<Record<string, (em: EntityManager) => Promise<unknown>>> = {
      load: async (em) =>
        shape([await em.load(Author, "a:1", hint), await em.load(Author, "a:2", hint)]),
      loadAll: async (em) => shape(await em.loadAll(Author, ids, hint)),
      find: async (em) => shape(await em.find(Author, {}, { populate: hint })),
      page: async (em) =>
        shape((await em.findPage(Author, {}, { first: 2, populate: hint })).nodes),
      stream: async (em) => {
        const found: Loaded<Author, typeof hint>[] = [];
        for await (const author of em.stream(Author, {}, { populate: hint })) found.push(author);
        return shape(found);
      },
    };
    const trips: Record<string, number> = {};
    for (const [name, way] of Object.entries(ways)) {
      const em = newEm(strategies.json);
      trips[name] = await database.roundTrips(async () => {
        expect([name, await way(em)]).toEqual([name, trees]);
      });
    }
    expect(trips).toEqual({ load: 2, loadAll: 1, find: 1, page: 1, stream: 1 });
    const em = newEm(strategies.json);
    const authors = await em.find(Author, {});
    const sent = await database.statements(async () => {
      expect(shape(await em.populate(authors, hint))).toEqual(trees);
    });
    expect([sent.length, database.driver.roundTrips]).toEqual([2, 1]);
  });

  it("R-PRE-2, R-FIND-4 finds of one shape in one tick are one statement with all that hangs on them", async () => {
    await givenTrees();
    const em = newEm(strategies.json);
    const sent = await database.statements(async () => {
      const found = await Promise.all(
        ["a2", "nobody", "a1"].map((firstName) =>
          em.find(Author, { firstName }, { populate: hint }),
        ),
      );
      expect(found.map(shape)).toEqual([[trees[1]], [], [trees[0]]]);
    });
    expect([sent.length, database.driver.roundTrips]).toEqual([1, 1]);
  });

  it("R-PRE-2 needs no pipeline: one statement is one snapshot", async () => {
    await givenTrees();
    const em = new EntityManager(
      {},
      { driver: withoutPipelines(database.driver), preloadPlugin: strategies.json },
    );
    const trips = await database.roundTrips(async () => {
      expect(shape(await em.find(Author, {}, { populate: hint }))).toEqual(trees);
    });
    expect([trips, database.driver.statements.length]).toEqual([1, 1]);
  });

  it("R-PRE-2 what would be there many times, or is no row, follows by loads of its own", async () => {
    await givenTrees();
    const em = newEm(strategies.json);
    const sent = await database.recorded(async () => {
      const books = await em.find(Book, {}, { populate: { author: { books: {}, publisher: {} } } });
      expect(books.map(({ author }) => author.get.books.get.length)).toEqual([2, 2, 2, 2]);
      expect(books.map(({ author }) => author.get.publisher.get?.name)).toEqual([
        "p",
        "p",
        "p",
        "p",
      ]);
    });
    expect(sent.map(({ operation }) => operation)).toEqual(["find Book", "load Author.books"]);
  });

  it("R-PRE-2 gives nothing for nothing, and nulls for nulls", async () => {
    const em = database.newEm();
    em.create(Author, { firstName: "alone" });
    await em.flush();
    const found = await newEm(strategies.json).find(
      Author,
      {},
      { populate: { ...hint, image: {} } },
    );
    expect(shape(found)).toEqual([["alone", undefined, []]]);
    expect(found[0]!.image.get).toBeUndefined();
    expect(await newEm(strategies.json).find(Author, { age: 1 }, { populate: hint })).toEqual([]);
  });

  it("R-PRE-3 what was changed in memory wins over what came as JSON", async () => {
    await givenTrees();
    const em = newEm(strategies.json);
    const book = await em.load(Book, "b:1");
    book.title = "changed";
    book.author.set(await em.load(Author, "a:2"));
    em.delete(await em.load(Book, "b:2"));
    const authors = await em.find(Author, {}, { populate: hint });
    expect(authors.map(({ books }) => books.get.map(({ title }) => title))).toEqual([
      [],
      ["changed", "b2.1", "b2.2"],
    ]);
  });

  it("R-PRE-3 what plugins ask of relations holds at every level of the JSON", async () => {
    class Filter extends Plugin {
      override beforeFind(meta: { readonly type: string }, _: unknown, query: FindQuery): void {
        if (meta.type === "Book") query.where({ title: { like: "%1" } });
        if (meta.type === "Review") query.where({ rating: 2 });
      }
    }
    await givenTrees();
    const find = async (preloadPlugin: PreloadPlugin): Promise<unknown> => {
      const plugins = [new Filter()];
      const em = new EntityManager({}, { driver: database.driver, plugins, preloadPlugin });
      return shape(await em.find(Author, { firstName: "a1" }, { populate: hint }));
    };
    const expected = [["a1", "p", [["b1.1", [2], ["sea"]]]]];
    expect(await find(strategies.pipeline)).toEqual(expected);
    const sent = await database.recorded(async () => {
      expect(await find(strategies.json)).toEqual(expected);
    });
    expect(sent.map(({ values }) => values)).toEqual([["a1", "2", "%1"]]);
  });

  it("R-EM-10 a collection larger than the em is refused by its name", async () => {
    await givenTrees();
    const em = new EntityManager(
      {},
      {
        driver: database.driver,
        preloadPlugin: strategies.json,
        entityLimit: 1,
      },
    );
    await expect(em.load(Author, "a:1", { books: "reviews" })).rejects.toMatchObject({
      code: "ENTITY_LIMIT",
    });
  });

  it("R-PRE-4 an em's own strategy wins over its driver's, and goes along to ems made from it", async () => {
    await givenTrees();
    const pool = new pg.Pool({ connectionString: database.url });
    const driver = new RecordingDriver(
      new PostgresDriver(pool, { preloadPlugin: strategies.json }),
    );
    const json = new EntityManager({}, driver);
    const pipeline = new EntityManager({}, { driver, preloadPlugin: strategies.pipeline });
    const counts: number[] = [];
    for (const em of [
      json,
      new EntityManager({}, { em: json }),
      pipeline,
      new EntityManager({}, { em: pipeline }),
    ]) {
      driver.clear();
      await em.find(Author, {}, { populate: hint });
      counts.push(driver.statements.length);
    }
    expect(counts).toEqual([1, 1, 5, 5]);
    expect([json, pipeline].map(({ preloadPlugin }) => preloadPlugin?.strategy)).toEqual([
      "jsonAggregate",
      "pipeline",
    ]);
    await pool.end();
  });
});
