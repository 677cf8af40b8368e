// Single-table inheritance: several types in one table, told by an enum or by a text.
import { getRequiredKeys, isA } from "kingpost";
import { AbstractEntityError, ImmutableFieldError, InvalidEntityTypeError } from "kingpost/errors";
import { beforeEach, describe, expect, it } from "vitest";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import { TaskType } from "../schema/entities/enums/TaskType.ts";
import { Film } from "../schema/entities/Film.ts";
import { Novel } from "../schema/entities/Novel.ts";
import { Task } from "../schema/entities/Task.ts";
import { TaskArchived } from "../schema/entities/TaskArchived.ts";
import { TaskItem } from "../schema/entities/TaskItem.ts";
import { TaskNew } from "../schema/entities/TaskNew.ts";
import { TaskOld } from "../schema/entities/TaskOld.ts";
import { Work } from "../schema/entities/Work.ts";
import { useTestDatabase } from "../testDatabase.ts";
import { insertTasks } from "./zoo.ts";

const db = useTestDatabase();

describe("single-table hierarchies", () => {
  beforeEach(() => insertTasks(db));

  it("R-STI-1, R-STI-3 the discriminator tells the type of a row; one that stands for none makes the base type", async () => {
    const em = db.newEm();
    const sent = await db.statements(async () => {
      const tasks = await em.find(Task, {});
      expect(tasks.map((task) => [task.toString(), task.constructor])).toEqual([
        ["TaskOld:1", TaskOld],
        ["TaskOld:2", TaskOld],
        ["TaskNew:3", TaskNew],
        ["TaskArchived:4", TaskArchived],
        ["Task:5", Task],
        ["Task:6", Task],
      ]);
      const archived = tasks[3]!;
      expect([archived instanceof TaskOld, isA(archived, "TaskOld") && archived.oldNote]).toEqual([
        true,
        "n2",
      ]);
    });
    expect(sent).toMatchInlineSnapshot(`
      [
        "SELECT t."id", t."name", t."type_id", t."keeper_id", t."version", t."created_at", t."updated_at", t."old_note", t."effort", t."new_score", t."effort", t."copied_from_id" FROM "public"."tasks" AS t ORDER BY t."id" ASC",
      ]
    `);
  });

  it("R-STI-4 finding a subtype adds the condition on the discriminator, its own subtypes included", async () => {
    const em = db.newEm();
    const sent = await db.statements(async () => {
      expect((await em.find(TaskOld, { oldNote: { ne: null } })).map(String)).toEqual([
        "TaskOld:1",
        "TaskArchived:4",
      ]);
      expect(await em.findCount(TaskNew, { effort: 3 })).toBe(1);
    });
    expect(sent).toMatchInlineSnapshot(`
      [
        "SELECT t."id", t."name", t."type_id", t."keeper_id", t."version", t."created_at", t."updated_at", t."old_note", t."effort" FROM "public"."tasks" AS t WHERE t."old_note" IS NOT NULL AND t."type_id" = ANY($1::integer[]) ORDER BY t."id" ASC",
        "SELECT count(*) FROM "public"."tasks" AS t WHERE t."effort" = $1::integer AND t."type_id" = ANY($2::integer[])",
      ]
    `);
  });

  it("R-STI-4 what is loaded below a subtype is that of its own rows, of no sibling's", async () => {
    // A row of another type with what only the subtype leads to.
    await db.query("UPDATE tasks SET copied_from_id = 3 WHERE id IN (1, 5)");
    await db.query(
      "INSERT INTO tasks (name, type_id, copied_from_id) SELECT 'copy', type_id, 3 FROM tasks WHERE id = 3",
    );
    await db.query(
      "INSERT INTO task_items (name, task_id) SELECT 'of ' || id, id FROM tasks WHERE id IN (1, 5, 7)",
    );
    for (const load of [
      (em: EntityManager) => em.load(TaskNew, "task:3", { copies: "items" }),
      async (em: EntityManager) =>
        (await em.find(TaskNew, { id: "task:3" }, { populate: { copies: "items" } }))[0]!,
    ]) {
      const em = db.newEm();
      const task = await load(em);
      expect(task.copies.get.map((copy) => [String(copy), copy.items.get.length])).toEqual([
        ["TaskNew:7", 1],
      ]);
      expect([em.getEntities(TaskItem).map(({ name }) => name), em.numberOfEntities]).toEqual([
        ["of 7"],
        3,
      ]);
    }
  });

  it("R-STI-4 joins to a subtype add it too", async () => {
    const em = db.newEm();
    const sent = await db.statements(async () => {
      const [item] = await em.find(TaskItem, { task: { newScore: 7 } }, { populate: "task" });
      expect(item!.task.get.newScore).toBe(7);
      expect((await em.find(Task, { copies: { effort: 3 } })).map(String)).toEqual(["TaskOld:1"]);
      const [old] = await em.find(Task, { id: "task:1" }, { populate: "copies" });
      expect(old!.copies.get.map(String)).toEqual(["TaskNew:3"]);
    });
    expect(sent).toMatchInlineSnapshot(`
      [
        "SELECT t."id", t."name", t."task_id", t."version", t."created_at", t."updated_at" FROM "public"."task_items" AS t JOIN "public"."tasks" AS t2 ON t2."id" = t."task_id" WHERE t2."new_score" = $1::integer AND t2."type_id" = ANY($2::integer[]) ORDER BY t."id" ASC",
        "SELECT t."id", t."name", t."type_id", t."keeper_id", t."version", t."created_at", t."updated_at", t."old_note", t."effort", t."new_score", t."effort", t."copied_from_id" FROM "public"."tasks" AS t WHERE t."id" = $1::integer",
        "SELECT t."id", t."name", t."type_id", t."keeper_id", t."version", t."created_at", t."updated_at", t."old_note", t."effort", t."new_score", t."effort", t."copied_from_id" FROM "public"."tasks" AS t WHERE EXISTS (SELECT 1 FROM "public"."tasks" AS t2 WHERE t2."copied_from_id" = t."id" AND t2."type_id" = ANY($2::integer[]) AND t2."effort" = $1::integer) ORDER BY t."id" ASC",
        "WITH found(key) AS MATERIALIZED (SELECT t."id", t."name", t."type_id", t."keeper_id", t."version", t."created_at", t."updated_at", t."old_note", t."effort", t."new_score", t."effort", t."copied_from_id" FROM "public"."tasks" AS t WHERE t."id" = $1::integer ORDER BY t."id" ASC) SELECT found.* FROM found WHERE (SELECT set_config('kingpost.found', ARRAY(SELECT found.key FROM found)::text, true)) IS NOT NULL",
        "SELECT t."id", t."name", t."type_id", t."keeper_id", t."version", t."created_at", t."updated_at", t."new_score", t."effort", t."copied_from_id" FROM "public"."tasks" AS t WHERE t."copied_from_id" = ANY((SELECT current_setting('kingpost.found')::integer[])::integer[]) AND t."type_id" = ANY($1::integer[])",
      ]
    `);
  });

  it("R-PRE-1 what hangs on a type of the table, and on what leads there, is one round trip", async () => {
    const em = db.newEm();
    const sent = await db.recorded(async () => {
      const tasks = await em.find(Task, {}, { populate: { copies: "items", keeper: {} } });
      expect(tasks.flatMap((task) => task.copies.get.map(String))).toEqual(["TaskNew:3"]);
      expect(tasks[0]!.copies.get[0]!.items.isLoaded).toBe(true);
    });
    expect(db.driver.roundTrips).toBe(1);
    expect(sent.map(({ operation, values }) => [operation, values])).toEqual([
      ["find Task", []],
      ["load Task.copies", expect.any(Array)],
      ["load TaskNew.items", expect.any(Array)],
      ["load Keeper", []],
    ]);
  });

  it("R-INH-5 the base is found by its subtypes' columns and by their keys", async () => {
    const em = db.newEm();
    expect((await em.find(Task, { taskNew: { newScore: { gt: 1 } } })).map(String)).toEqual([
      "TaskNew:3",
    ]);
    expect((await em.find(Task, { taskOld: true })).map(String)).toEqual([
      "TaskOld:1",
      "TaskOld:2",
      "TaskArchived:4",
    ]);
    expect((await em.find(Task, { taskOld: false })).map(String)).toEqual([
      "TaskNew:3",
      "Task:5",
      "Task:6",
    ]);
    // The table has a field of that name, which comes first.
    expect((await em.find(Task, { type: TaskType.Archived })).map(String)).toEqual([
      "TaskArchived:4",
    ]);
  });

  it("R-LOAD-3, R-LOAD-4 one statement loads all types of a tick, and knows what is of another", async () => {
    const em = db.newEm();
    const sent = await db.statements(async () => {
      const [old, fresh] = await Promise.all([
        em.load(TaskOld, "task:1"),
        em.load(TaskNew, "task:3"),
      ]);
      expect([old.oldNote, fresh.newScore]).toEqual(["n1", 7]);
      await expect(em.load(TaskNew, "task:4")).rejects.toThrow(InvalidEntityTypeError);
      await expect(em.load(TaskNew, "task:5")).rejects.toThrow(
        "Task:5 is Task but should be TaskNew",
      );
    });
    expect(sent).toMatchInlineSnapshot(`
      [
        "SELECT t."id", t."name", t."type_id", t."keeper_id", t."version", t."created_at", t."updated_at", t."old_note", t."effort", t."new_score", t."effort", t."copied_from_id" FROM "public"."tasks" AS t WHERE t."id" = ANY($1::integer[])",
        "SELECT t."id", t."name", t."type_id", t."keeper_id", t."version", t."created_at", t."updated_at", t."old_note", t."effort", t."new_score", t."effort", t."copied_from_id" FROM "public"."tasks" AS t WHERE t."id" = $1::integer",
        "SELECT t."id", t."name", t."type_id", t."keeper_id", t."version", t."created_at", t."updated_at", t."old_note", t."effort", t."new_score", t."effort", t."copied_from_id" FROM "public"."tasks" AS t WHERE t."id" = $1::integer",
      ]
    `);
  });

  it("R-STI-3, R-WRITE-1 create sets the discriminator, and types that share the table have an INSERT each", async () => {
    const em = db.newEm();
    const old = em.create(TaskOld, { name: "o3", oldNote: "n" });
    const fresh = em.create(TaskNew, { name: "n2", newScore: 1, copiedFrom: old });
    em.create(TaskArchived, { name: "a2", effort: 2 });
    em.create(Task, { name: "x3" });
    expect([old.type, old.isOld, fresh.type]).toEqual([TaskType.Old, true, TaskType.New]);
    expect(await db.statements(() => em.flush())).toMatchInlineSnapshot(`
      [
        "SELECT ARRAY(SELECT nextval(r.sequence) FROM generate_series(1, r.amount)) FROM unnest($1::regclass[], $2::int[]) WITH ORDINALITY AS r(sequence, amount, position) ORDER BY r.position",
        "WITH written AS (INSERT INTO "public"."tasks" ("id", "name", "type_id", "keeper_id", "version", "created_at", "updated_at", "old_note") SELECT c0, c1, c2, c3, c4, $6::timestamptz, $7::timestamptz, c7 FROM unnest($1::integer[], $2::text[], $3::integer[], $4::integer[], $5::integer[], $8::text[]) AS given(c0, c1, c2, c3, c4, c7) RETURNING "id") SELECT CASE WHEN count(*) <> cardinality($1::integer[]) THEN ('kingpost:skipped tasks ' || (SELECT json_agg(key::text) FROM unnest($1::integer[]) AS key WHERE key NOT IN (SELECT "id" FROM written)))::integer END AS failure FROM written",
        "WITH written AS (INSERT INTO "public"."tasks" ("id", "name", "type_id", "keeper_id", "version", "created_at", "updated_at", "new_score", "effort", "copied_from_id") SELECT c0, c1, c2, c3, c4, $6::timestamptz, $7::timestamptz, c7, c8, c9 FROM unnest($1::integer[], $2::text[], $3::integer[], $4::integer[], $5::integer[], $8::integer[], $9::integer[], $10::integer[]) AS given(c0, c1, c2, c3, c4, c7, c8, c9) RETURNING "id") SELECT CASE WHEN count(*) <> cardinality($1::integer[]) THEN ('kingpost:skipped tasks ' || (SELECT json_agg(key::text) FROM unnest($1::integer[]) AS key WHERE key NOT IN (SELECT "id" FROM written)))::integer END AS failure FROM written",
        "WITH written AS (INSERT INTO "public"."tasks" ("id", "name", "type_id", "keeper_id", "version", "created_at", "updated_at", "old_note", "effort") SELECT c0, c1, c2, c3, c4, $6::timestamptz, $7::timestamptz, c7, c8 FROM unnest($1::integer[], $2::text[], $3::integer[], $4::integer[], $5::integer[], $8::text[], $9::integer[]) AS given(c0, c1, c2, c3, c4, c7, c8) RETURNING "id") SELECT CASE WHEN count(*) <> cardinality($1::integer[]) THEN ('kingpost:skipped tasks ' || (SELECT json_agg(key::text) FROM unnest($1::integer[]) AS key WHERE key NOT IN (SELECT "id" FROM written)))::integer END AS failure FROM written",
        "WITH written AS (INSERT INTO "public"."tasks" ("id", "name", "type_id", "keeper_id", "version", "created_at", "updated_at") SELECT c0, c1, c2, c3, c4, $6::timestamptz, $7::timestamptz FROM unnest($1::integer[], $2::text[], $3::integer[], $4::integer[], $5::integer[]) AS given(c0, c1, c2, c3, c4) RETURNING "id") SELECT CASE WHEN count(*) <> cardinality($1::integer[]) THEN ('kingpost:skipped tasks ' || (SELECT json_agg(key::text) FROM unnest($1::integer[]) AS key WHERE key NOT IN (SELECT "id" FROM written)))::integer END AS failure FROM written",
        "UPDATE "public"."tasks" AS t SET "copied_from_id" = given.late FROM unnest($1::integer[], $2::integer[]) AS given(id, late) WHERE t."id" = given.id RETURNING t."id", t."updated_at"",
      ]
    `);
    expect(
      await db.query(
        "SELECT name, type_id, old_note, new_score, effort FROM tasks WHERE id > 6 ORDER BY name",
      ),
    ).toEqual([
      { name: "a2", type_id: 3, old_note: null, new_score: null, effort: 2 },
      { name: "n2", type_id: 2, old_note: null, new_score: 1, effort: null },
      { name: "o3", type_id: 1, old_note: "n", new_score: null, effort: null },
      { name: "x3", type_id: null, old_note: null, new_score: null, effort: null },
    ]);
  });

  it("R-WRITE-2 rows of several types in which the same columns changed are one UPDATE; deletes are one", async () => {
    const em = db.newEm();
    const [o1, o2, n1, a1] = await em.loadAll(Task, ["task:1", "task:2", "task:3", "task:4"]);
    o1!.name = "p";
    n1!.name = "q";
    (n1 as TaskNew).effort = 5;
    (a1 as TaskArchived).effort = 6;
    a1!.name = "r";
    em.delete(o2!);
    const sent = await db.statements(() => em.flush());
    expect(sent).toMatchInlineSnapshot(`
      [
        "SELECT t."id", t."name", t."type_id", t."keeper_id", t."version", t."created_at", t."updated_at", t."new_score", t."effort", t."copied_from_id" FROM "public"."tasks" AS t WHERE t."copied_from_id" = $1::integer AND t."type_id" = ANY($2::integer[])",
        "SELECT 1 FROM "public"."tasks" WHERE "id" = ANY($1::integer[]) ORDER BY "id" FOR UPDATE",
        "WITH given AS (SELECT $1::integer AS id, $2::integer AS token, $3::text AS c0), written AS (UPDATE "public"."tasks" AS t SET "name" = given.c0, "version" = t."version" + 1, "updated_at" = greatest($4::timestamptz, t."updated_at" + interval '1 microsecond') FROM given WHERE t."id" = $1::integer AND t."id" = given.id AND t."version" = given.token RETURNING t."id" AS id, t."version", t."updated_at", given.token + 1 AS expected) SELECT written.*, CASE WHEN stale.rows IS NOT NULL THEN ('kingpost:oplock tasks ' || stale.rows)::integer END FROM (SELECT json_agg(json_build_array(given.id::text, CASE WHEN EXISTS (SELECT FROM "public"."tasks" AS t WHERE t."id" = given.id) THEN 'changed' ELSE 'deleted' END) ORDER BY given.id)::text AS rows FROM given WHERE NOT EXISTS (SELECT FROM written WHERE written.id = given.id)) AS stale LEFT JOIN written ON written."version" <> written.expected OR written."updated_at" IS DISTINCT FROM $4::timestamptz",
        "WITH given AS (SELECT * FROM unnest($1::integer[], $2::integer[], $3::text[], $4::integer[]) AS given(id, token, c0, c1)), written AS (UPDATE "public"."tasks" AS t SET "name" = given.c0, "effort" = given.c1, "version" = t."version" + 1, "updated_at" = greatest($5::timestamptz, t."updated_at" + interval '1 microsecond') FROM given WHERE t."id" = ANY($1::integer[]) AND t."id" = given.id AND t."version" = given.token RETURNING t."id" AS id, t."version", t."updated_at", given.token + 1 AS expected) SELECT written.*, CASE WHEN stale.rows IS NOT NULL THEN ('kingpost:oplock tasks ' || stale.rows)::integer END FROM (SELECT json_agg(json_build_array(given.id::text, CASE WHEN EXISTS (SELECT FROM "public"."tasks" AS t WHERE t."id" = given.id) THEN 'changed' ELSE 'deleted' END) ORDER BY given.id)::text AS rows FROM given WHERE NOT EXISTS (SELECT FROM written WHERE written.id = given.id)) AS stale LEFT JOIN written ON written."version" <> written.expected OR written."updated_at" IS DISTINCT FROM $5::timestamptz",
        "WITH given AS (SELECT $1::integer AS id, $2::integer AS token), written AS (DELETE FROM "public"."tasks" AS t USING given WHERE t."id" = $1::integer AND t."id" = given.id AND t."version" = given.token RETURNING t."id" AS id) SELECT written.*, CASE WHEN stale.rows IS NOT NULL THEN ('kingpost:oplock tasks ' || stale.rows)::integer END FROM (SELECT json_agg(json_build_array(given.id::text, CASE WHEN EXISTS (SELECT FROM "public"."tasks" AS t WHERE t."id" = given.id) THEN 'changed' ELSE 'deleted' END) ORDER BY given.id)::text AS rows FROM given WHERE NOT EXISTS (SELECT FROM written WHERE written.id = given.id)) AS stale LEFT JOIN written ON false",
      ]
    `);
    expect(await db.query("SELECT id, name, effort FROM tasks WHERE id < 5 ORDER BY id")).toEqual([
      { id: 1, name: "p", effort: null },
      { id: 3, name: "q", effort: 5 },
      { id: 4, name: "r", effort: 6 },
    ]);
  });

  it("R-INH-10 the type of an entity cannot be changed", async () => {
    const em = db.newEm();
    const task = await em.load(Task, "task:1");
    expect(() => task.set({ type: TaskType.New } as never)).toThrow(ImmutableFieldError);
    expect(() =>
      em.create(TaskNew, { name: "x", newScore: 1, type: TaskType.Old } as never),
    ).toThrow("type");
  });

  it("R-STI-2 stiNotNull makes a field required in its type", async () => {
    const em = db.newEm();
    em.create(TaskNew, { name: "x" } as never);
    await expect(em.flush()).rejects.toThrow("newScore is required");
  });
});

describe("defaults of a type for what its base must be given", () => {
  it("R-INH-12, R-DEF-1 are there before rules ask, for what extends the type too, and for no other", async () => {
    const em = db.newEm();
    const old = em.create(TaskOld, { oldNote: "n" });
    const archived = em.create(TaskArchived, {});
    const named = em.create(TaskOld, { name: "given" });
    expect([old.name, archived.name, named.name]).toEqual(["old n", "old task", "given"]);
    await em.flush();
    expect(await db.query("SELECT name, type_id FROM tasks ORDER BY id")).toEqual([
      { name: "old n", type_id: 1 },
      { name: "old task", type_id: 3 },
      { name: "given", type_id: 1 },
    ]);
    expect([
      getRequiredKeys(Task),
      getRequiredKeys(TaskOld),
      getRequiredKeys(TaskArchived),
      getRequiredKeys(TaskNew),
    ]).toEqual([["name"], [], [], ["name", "newScore"]]);
    em.create(Task, {} as never);
    em.create(TaskNew, { newScore: 1 } as never);
    await expect(em.flush()).rejects.toThrow(
      "Validation errors (2): Task#4 name is required, TaskNew#5 name is required",
    );
  });

  it("R-INH-12, R-DEF-1 do not answer for one who said that there is none", async () => {
    const em = db.newEm();
    em.create(TaskOld, { name: undefined });
    await expect(em.flush()).rejects.toThrow("Validation error: TaskOld#1 name is required");
  });

  it("R-INH-12, R-DEF-6 apply in upsert, createPartial and findOrCreate", async () => {
    const em = db.newEm();
    const made = [
      await em.upsert(TaskOld, { oldNote: "u" }),
      em.createPartial(TaskArchived, { oldNote: "p", name: undefined }),
      await em.findOrCreate(TaskOld, { oldNote: "f" }, {}),
    ];
    expect(made.map(({ name }) => name)).toEqual(["old u", "old p", "old f"]);
  });
});

describe("a discriminator that is a text", () => {
  it("R-STI-1, R-INH-4 tells the types of an abstract base; what stands for none is refused", async () => {
    const em = db.newEm();
    em.create(Novel, { title: "Dune", pages: 400 });
    em.create(Film, { title: "Alien", minutes: 117 });
    await em.flush();
    const other = db.newEm();
    const works = await other.find(Work, {}, { orderBy: { title: "ASC" } });
    expect(works.map((work) => [work.constructor, work.title, work.kind])).toEqual([
      [Film, "Alien", "film"],
      [Novel, "Dune", "novel"],
    ]);
    expect((works[0] as Film).minutes).toBe(117);
    expect(await other.find(Work, { novel: { pages: { gt: 399 } } })).toEqual([works[1]]);
    expect(await other.find(Work, { type: Film })).toEqual([works[0]]);
    await db.query("INSERT INTO works (title, kind) VALUES ('Song', 'song')");
    await expect(db.newEm().find(Work, {})).rejects.toThrow(AbstractEntityError);
  });
});
