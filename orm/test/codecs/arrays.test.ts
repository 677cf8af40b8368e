// Arrays beyond the round trip: dimensions, raggedness, frozen values, SQL.
import { describe, expect, it } from "vitest";
import { Email } from "../schema/conversions/Email.ts";
import { Contact } from "../schema/entities/Contact.ts";
import { List } from "../schema/entities/List.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

async function list(): Promise<List> {
  const [found] = await database.newEm().find(List, {});
  return found!;
}

describe("arrays", () => {
  it("R-ARR-1 NULL is no value and {} an empty list", async () => {
    const em = database.newEm();
    em.create(List, { someText: [] });
    await em.flush();
    const { someText, someInteger } = await list();
    expect([someText, someInteger]).toEqual([[], undefined]);
  });

  it("R-ARR-2 NULL elements are null", async () => {
    const em = database.newEm();
    em.create(Contact, { email: new Email("a@b"), gaps: [1, null, 3] });
    await em.flush();
    const [one] = await database.newEm().find(Contact, {});
    expect(one!.gaps).toEqual([1, null, 3]);
  });

  it("R-ARR-3 arrays of arrays are read and written", async () => {
    const em = database.newEm();
    const one = em.create(List, {
      matrix: [
        [1, 2, 3],
        [4, 5, 6],
      ],
    });
    em.create(List, { matrix: [] });
    await em.flush();
    expect((await database.newEm().find(List, {})).map(({ matrix }) => matrix)).toEqual([
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      [],
    ]);
    expect(Object.isFrozen(one.matrix![0])).toBe(true);
  });

  it.each([
    [[[1, 2], [3]], "at 1 has 1 elements where another list has 2"],
    [[[1], []], "at 1 has 0 elements where another list has 1"],
    [[[]], "at 0 is an empty list within a list, which Postgres cannot store"],
    [[1, 2], "at 0 is not a list"],
    [[[1, "x"]], "at 0/1 is not a number"],
    [[[[1]]], "at 0/0 is not a number"],
  ])("R-ARR-3 %j is refused before any SQL", async (matrix, reason) => {
    const em = database.newEm();
    const sent = await database.statements(async () => {
      expect(() => em.create(List, { matrix: matrix as never })).toThrow(`List#1.matrix ${reason}`);
      await em.flush();
    });
    expect(sent).toEqual([]);
  });

  it("R-ARR-3 an array of other dimensions than declared is an error that names the field", async () => {
    const em = database.newEm();
    em.create(List, {});
    await em.flush();
    await database.query("UPDATE lists SET some_integer = '{{1},{2}}', matrix = '{1}'");
    const one = await list();
    expect(() => one.someInteger).toThrow(
      "List:1.someInteger cannot be read as integer[]: the array has 2 dimensions, not 1",
    );
    expect(() => one.matrix).toThrow(
      "List:1.matrix cannot be read as integer[]: the array has 1 dimension, not 2",
    );
  });

  it("R-TYPE-2 an array that does not begin at 1 is read by its elements", async () => {
    const em = database.newEm();
    em.create(List, {});
    await em.flush();
    await database.query(
      "UPDATE lists SET some_integer = '[0:1]={7,8}', matrix = '[2:2][3:4]={{1,2}}'",
    );
    const { someInteger, matrix } = await list();
    expect([someInteger, matrix]).toEqual([[7, 8], [[1, 2]]]);
  });

  it("R-ARR-4 a list cannot be changed in place, and one that was given is copied", async () => {
    const given = ["a"];
    const em = database.newEm();
    const one = em.create(List, { someText: given });
    given.push("b");
    expect(one.someText).toEqual(["a"]);
    expect(() => (one.someText as string[]).push("b")).toThrow(TypeError);
    one.someText = [...one.someText!, "c"];
    expect(one.someText).toEqual(["a", "c"]);
    await em.flush();
  });

  it("R-ARR-4 lists of many rows are written by one statement that casts each of them", async () => {
    const em = database.newEm();
    const lists = [[1, 2], [], undefined].map((someInteger) => em.create(List, { someInteger }));
    await em.flush();
    for (const [at, one] of lists.entries()) one.someInteger = [at];
    const sent = await database.statements(() => em.flush());
    expect(sent.slice(-2)).toMatchInlineSnapshot(`
      [
        "SELECT 1 FROM "public"."lists" WHERE "id" = ANY($1::integer[]) ORDER BY "id" FOR NO KEY UPDATE",
        "WITH given AS (SELECT * FROM unnest($1::integer[], $2::integer[], $3::text[]) AS given(id, token, c0)), written AS (UPDATE "public"."lists" AS t SET "some_integer" = given.c0::integer[], "version" = t."version" + 1, "updated_at" = greatest($4::timestamptz, t."updated_at" + interval '1 microsecond') FROM given WHERE t."id" = ANY($1::integer[]) AND t."id" = given.id AND t."version" = given.token RETURNING t."id" AS id, t."version", t."updated_at", given.token + 1 AS expected) SELECT written.*, CASE WHEN stale.rows IS NOT NULL THEN ('kingpost:oplock lists ' || stale.rows)::integer END FROM (SELECT json_agg(json_build_array(given.id::text, CASE WHEN EXISTS (SELECT FROM "public"."lists" AS t WHERE t."id" = given.id) THEN 'changed' ELSE 'deleted' END) ORDER BY given.id)::text AS rows FROM given WHERE NOT EXISTS (SELECT FROM written WHERE written.id = given.id)) AS stale LEFT JOIN written ON written."version" <> written.expected OR written."updated_at" IS DISTINCT FROM $4::timestamptz",
      ]
    `);
  });

  it("R-FIELD-7 lists are equal element by element", async () => {
    const em = database.newEm();
    em.create(List, {
      someNumeric: ["1.50"],
      someBytea: [Uint8Array.of(1)],
      someDate: [new Date(0)],
    });
    await em.flush();
    const one = await list();
    one.set({ someNumeric: ["1.5"], someBytea: [Uint8Array.of(1)], someDate: [new Date(0)] });
    expect(one.isDirtyEntity).toBe(false);
    one.someNumeric = ["1.5", null as never];
    expect(one.isDirtyEntity).toBe(true);
  });
});
