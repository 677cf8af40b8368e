// What the recorder for tests records.
import { describe, expect, it } from "vitest";
import { PostgresDriver } from "../../src/driver/pg/PostgresDriver.ts";
import { RecordingDriver } from "../../src/driver/RecordingDriver.ts";
import { sql, useDatabase } from "./useDatabase.ts";

const database = useDatabase();

describe("the recording driver", () => {
  it("records every statement in order, and how often the server was waited for", async () => {
    const recording = new RecordingDriver(new PostgresDriver(database.newPool()));
    await recording.execute([sql("SELECT 1"), sql("SELECT $1::int", "2")]);
    await recording.transact([sql("SELECT 3")]);
    const connection = await recording.connect();
    await connection.begin();
    await connection.execute([sql("SELECT 4")]);
    await connection.transact([sql("SELECT 5")]);
    await connection.commit();
    connection.release();
    expect(recording.statements).toEqual([
      sql("SELECT 1"),
      sql("SELECT $1::int", "2"),
      sql("SELECT 3"),
      sql("SELECT 4"),
      sql("SELECT 5"),
    ]);
    expect(recording.roundTrips).toBe(5);
  });

  it("forgets on clear", async () => {
    const recording = new RecordingDriver(new PostgresDriver(database.newPool()));
    await recording.execute([sql("SELECT 1")]);
    recording.clear();
    expect([recording.statements, recording.roundTrips]).toEqual([[], 0]);
  });

  it("passes on events and ids of the driver underneath", () => {
    const driver = new PostgresDriver(database.newPool());
    const recording = new RecordingDriver(driver);
    expect([recording.events, recording.ids]).toEqual([driver.events, driver.ids]);
  });
});
