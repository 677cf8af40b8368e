// What tells whether a row is still the one that was read, in the forms that tables give it.
import { EntityManager } from "kingpost";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { useTestDatabase } from "../testDatabase.ts";
import { smallDomain } from "./smallDomain.ts";

const database = useTestDatabase();

const time = (rounded?: number) => ({
  type: "timestamp with time zone",
  notNull: true,
  ...(rounded === undefined ? {} : { rounded }),
});

const { domain, classes } = smallDomain({
  Micro: { table: "micros", columns: { n: "integer", at: time() }, updatedAt: "at" },
  Milli: { table: "millis", columns: { n: "integer", at: time(3) }, updatedAt: "at" },
  Whole: { table: "wholes", columns: { n: "integer", at: time(0) }, updatedAt: "at" },
});

const newEm = (): EntityManager => new EntityManager(domain, {}, database.driver);

beforeAll(async () => {
  for (const [table, digits] of [
    ["micros", 6],
    ["millis", 3],
    ["wholes", 0],
  ])
    await database.query(
      `CREATE TABLE ${table} (id serial PRIMARY KEY, n integer, at timestamptz(${digits}) NOT NULL)`,
    );
});

beforeEach(async () => {
  await database.query("TRUNCATE micros, millis, wholes RESTART IDENTITY");
});

describe("a time as the token", () => {
  it.each([
    ["Micro", "micros", "1 microsecond"],
    ["Milli", "millis", "1 millisecond"],
    ["Whole", "wholes", "1 second"],
  ])(
    "R-OPLOCK-2, R-FLUSH-11 moves on by one unit of its column at least, so that it never repeats: %s",
    async (type, table, unit) => {
      const em = newEm();
      const row = em.create(classes[type]!, { n: 0 });
      await em.flush();
      await database.query(`UPDATE ${table} SET at = '2100-01-01 00:00:00.4999999Z'`);
      await em.refresh(row);
      const seen = new Set([await at(table)]);
      for (let n = 1; n <= 3; n++) {
        row.write("n", n);
        await em.flush();
        seen.add(await at(table));
      }
      expect(seen.size).toBe(4);
      const [moved] = await database.query(
        `SELECT at = $1::timestamptz + 3 * interval '${unit}' AS moved FROM ${table}`,
        [[...seen][0]],
      );
      expect(moved).toEqual({ moved: true });
    },
  );

  it("R-OPLOCK-2 a write of another em within the same unit is noticed", async () => {
    const em = newEm();
    const row = em.create(classes["Whole"]!, { n: 0 });
    await em.flush();
    const [one, two] = [newEm(), newEm()];
    const [first, second] = [
      await one.load(classes["Whole"]!, row.idTagged),
      await two.load(classes["Whole"]!, row.idTagged),
    ];
    first.write("n", 1);
    second.write("n", 2);
    await one.flush();
    await expect(two.flush()).rejects.toMatchObject({ code: "OPTIMISTIC_LOCK" });
    expect(await database.query("SELECT n FROM wholes")).toEqual([{ n: 1 }]);
  });
});

async function at(table: string): Promise<unknown> {
  const [row] = await database.query(`SELECT at::text FROM ${table}`);
  return row!["at"];
}
