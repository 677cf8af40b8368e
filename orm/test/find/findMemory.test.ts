import { beforeEach, describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

beforeEach(async () => {
  await database.query("INSERT INTO tags (name) VALUES ('sea'), ('sky'), ('ice')");
});

const operations = async (work: () => Promise<unknown>): Promise<string[]> =>
  (await database.recorded(work)).map(({ operation }) => operation);

describe("what finds gave is remembered", () => {
  it("R-FIND-5 repeating a find, count or list of ids costs no statement", async () => {
    const em = database.newEm();
    const ask = async (): Promise<unknown> => [
      (await em.find(Tag, { name: ["sea", "sky"] })).map(({ name }) => name),
      await em.findCount(Tag, { name: "sea" }),
      await em.findIds(Tag, {}),
      (await em.findOne(Tag, { name: "ice" }))?.idTagged,
    ];
    const first = await ask();
    let second: unknown;
    expect(await operations(async () => (second = await ask()))).toEqual([]);
    expect(first).toEqual([["sea", "sky"], 1, ["t:1", "t:2", "t:3"], "t:3"]);
    expect(second).toEqual(first);
  });

  it("R-FIND-5 what others wrote is seen after a flush, even one that had nothing to write", async () => {
    const em = database.newEm();
    expect(await em.findCount(Tag, {})).toBe(3);
    await database.query("INSERT INTO tags (name) VALUES ('fog')");
    expect(await em.findCount(Tag, {})).toBe(3);
    await em.flush();
    expect(await em.findCount(Tag, {})).toBe(4);
    expect((await em.find(Tag, {})).length).toBe(4);
  });

  it("R-FIND-5 and after a refresh, and after the em was cleared", async () => {
    const em = database.newEm();
    expect(await em.findCount(Tag, {})).toBe(3);
    await database.query("INSERT INTO tags (name) VALUES ('fog')");
    await em.refresh();
    expect(await em.findCount(Tag, {})).toBe(4);
    await database.query("INSERT INTO tags (name) VALUES ('dew')");
    em.clear();
    expect(await em.findCount(Tag, {})).toBe(5);
  });

  it("R-FIND-5 cache: false asks the database", async () => {
    const em = database.newEm();
    await em.find(Tag, { name: "sea" });
    const work = (): Promise<unknown> => em.find(Tag, { name: "sea" }, { cache: false });
    expect(await operations(work)).toEqual(["find Tag"]);
  });

  it("R-FIND-5 a list given out is the caller's own, and what is deleted since is left out", async () => {
    const em = database.newEm();
    (await em.find(Tag, {})).length = 0;
    const tags = await em.find(Tag, {});
    expect(tags.length).toBe(3);
    em.delete(tags[0]!);
    expect((await em.find(Tag, {})).map(({ name }) => name)).toEqual(["sky", "ice"]);
  });

  it("R-FIND-5 a find that failed is asked again", async () => {
    const em = new EntityManager({}, { driver: database.driver, entityLimit: 2 });
    await expect(em.find(Tag, {})).rejects.toThrow("Query returned more than 2 entityLimit rows");
    expect(await operations(() => em.find(Tag, {}).catch(() => undefined))).toEqual(["find Tag"]);
  });

  it("R-FIND-3 a hit that is in memory is that object, with what was changed in it", async () => {
    const em = database.newEm();
    const sea = await em.load(Tag, "t:1");
    sea.name = "ocean";
    const [found] = await em.find(Tag, { name: "sea" });
    expect(found).toBe(sea);
    expect(found!.name).toBe("ocean");
  });

  it("R-FIND-7 a new entity as a value matches nothing and costs no error", async () => {
    const em = database.newEm();
    const fresh = em.create(Author, { firstName: "new" });
    expect(await em.find(Author, { mentor: fresh })).toEqual([]);
    expect(await em.findCount(Author, { mentor: [fresh] })).toBe(0);
  });
});

describe("how many rows a find may give", () => {
  const emOf = (entityLimit: number): EntityManager =>
    new EntityManager({}, { driver: database.driver, entityLimit });

  it("R-EM-10 a find beyond the limit is refused and reads no more than one row beyond it", async () => {
    const em = emOf(2);
    let error: unknown;
    const results: number[] = [];
    const listener = database.driver.events.on("query", ({ rowCount }) => results.push(rowCount));
    error = await em.find(Tag, {}).catch((thrown: unknown) => thrown);
    listener();
    expect(error).toMatchObject({
      code: "ENTITY_LIMIT",
      message: "Query returned more than 2 entityLimit rows",
    });
    expect(results).toEqual([3]);
    expect(em.numberOfEntities).toBe(0);
  });

  it("R-EM-10 a result of exactly the limit is fine", async () => {
    expect((await emOf(3).find(Tag, {})).length).toBe(3);
  });

  it("R-EM-10 counts and lists of ids bring no entities into the em", async () => {
    expect(await emOf(2).findCount(Tag, {})).toBe(3);
  });

  it("R-BATCH-5 finds that share a statement are refused one by one", async () => {
    const em = emOf(2);
    const results = await Promise.allSettled(
      ["", "sea"].map((name) => em.find(Tag, { name: { gte: name } })),
    );
    expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
  });
});
