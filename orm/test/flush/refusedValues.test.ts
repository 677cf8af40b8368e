// Values that only Postgres can tell are none: the error names whose they are.
import { describe, expect, it } from "vitest";
import { Measurement } from "../schema/entities/Measurement.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

describe("a value that Postgres refuses", () => {
  it("R-WRITE-14 that is too long names entity and field, which the schema tells without a statement", async () => {
    const em = database.newEm();
    for (const name of ["ok", "😀".repeat(10)]) em.create(Measurement, { name });
    const bad = em.create(Measurement, { name: "12345678901", code: "abcd" });
    database.driver.clear();
    await expect(em.flush()).rejects.toMatchObject({
      code: "INVALID_VALUE",
      message: "Measurement#3.name cannot be stored: value too long for type character varying(10)",
      field: "name",
      entities: [bad],
      cause: { code: "DATABASE", sqlState: "22001" },
    });
    expect(database.driver.statements.map(({ operation }) => operation)).toEqual([
      "assign ids",
      "insert measurements",
    ]);
    bad.name = "fits";
    await em.flush();
    expect(await database.query("SELECT count(*)::int AS n FROM measurements")).toEqual([{ n: 3 }]);
  });

  it("R-WRITE-14 that is out of range is found by asking, and nothing is written", async () => {
    const em = database.newEm();
    em.create(Tag, { name: "t" });
    const rows = Array.from({ length: 9 }, (_, at) =>
      em.create(Measurement, {
        amount: at === 6 ? "12345.00" : "1.5",
        amounts: ["1"],
        lap: "1 day",
      }),
    );
    database.driver.clear();
    await expect(em.flush()).rejects.toMatchObject({
      code: "INVALID_VALUE",
      message: expect.stringMatching(
        /^Measurement#7\.amount cannot be stored: numeric field overflow/,
      ),
      entities: [rows[6]],
    });
    // All columns at once, then the rows by halves.
    expect(
      database.driver.statements.filter(({ operation }) => operation.startsWith("find refused"))
        .length,
    ).toBe(5 + 2 * 4);
    expect(await database.query("SELECT count(*)::int AS n FROM tags")).toEqual([{ n: 0 }]);
  });

  it("R-WRITE-14 in a list, in a domain, or in an update names its entity as well", async () => {
    const em1 = database.newEm();
    for (const _ of [1, 2]) em1.create(Measurement, { price: "1" });
    await em1.flush();
    const em = database.newEm();
    const [one, two] = await em.loadAll(Measurement, ["m:1", "m:2"]);
    one!.amount = "1";
    two!.amount = "2";
    two!.amounts = ["1", "12345"];
    await expect(em.flush()).rejects.toThrow(/^Measurement:2\.amounts cannot be stored: numeric/);
    two!.amounts = ["1"];
    one!.price = "123456789012.00";
    await expect(em.flush()).rejects.toThrow(/^Measurement:1\.price cannot be stored: numeric/);
    one!.price = "2";
    await em.flush();
  });

  it("R-WRITE-14 within a transaction that goes on is named as far as the schema tells", async () => {
    const em = database.newEm();
    const failure = await em
      .transaction(async () => {
        em.create(Measurement, { name: "12345678901" });
        await em.flush();
      })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "INVALID_VALUE", field: "name" });
  });
});
