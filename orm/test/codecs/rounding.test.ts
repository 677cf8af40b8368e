import { Interval } from "kingpost";
import { describe, expect, it } from "vitest";
import { Measurement } from "../schema/entities/Measurement.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

const valuesOf = ({ amount, amounts, price, takenAt, lap, wakesAt, code, name }: Measurement) => ({
  amount,
  amounts,
  price,
  takenAt: takenAt?.toISOString(),
  lap: lap?.toString(),
  wakesAt,
  code,
  name,
});

const rounded = {
  amount: "1.24",
  amounts: ["0.01", "2.00"],
  price: "9.99",
  takenAt: "2026-01-02T03:04:06.000Z",
  lap: "PT1M2.3S",
  wakesAt: "07:00:01",
  code: "ab",
  name: "short",
};

const given = {
  amount: "1.239",
  amounts: ["0.006", "2"],
  price: "9.994",
  takenAt: new Date("2026-01-02T03:04:05.678Z"),
  lap: Interval.from("00:01:02.34"),
  wakesAt: "07:00:00.9",
  code: "ab",
  name: "short",
};

describe("columns with fewer digits than their values", () => {
  it("R-TYPE-2 what an INSERT rounds is what the entity has afterwards", async () => {
    const em = database.newEm();
    const measurement = em.create(Measurement, given);
    await em.flush();
    expect(valuesOf(measurement)).toEqual(rounded);
    expect(valuesOf(await database.newEm().load(Measurement, measurement.id))).toEqual(rounded);
    expect(await em.flush()).toEqual([]);
  });

  it("R-TYPE-2 what an UPDATE rounds is what the entity has afterwards", async () => {
    const em = database.newEm();
    const measurement = em.create(Measurement, {});
    await em.flush();
    measurement.set(given);
    await em.flush();
    expect(valuesOf(measurement)).toEqual(rounded);
    expect(valuesOf(await database.newEm().load(Measurement, measurement.id))).toEqual(rounded);
  });

  it("R-TYPE-2 what is too long is refused, not cut", async () => {
    const em = database.newEm();
    em.create(Measurement, { name: "longer than ten" });
    await expect(em.flush()).rejects.toMatchObject({ code: "INVALID_VALUE", field: "name" });
  });
});
