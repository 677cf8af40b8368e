// Counting on real connections: what was sent by whichever library, and nothing once counting has ended.
import { Pool } from "pg";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { MessageReader } from "../runner/MessageReader.ts";
import { Wire } from "../runner/Wire.ts";

describe("Wire", () => {
  let wire: Wire;
  let pool: Pool;
  let sql: postgres.Sql;

  beforeAll(async () => {
    wire = new Wire();
    pool = new Pool({ connectionString: inject("adminUrl"), max: 2 });
    sql = postgres(inject("adminUrl"), { max: 1 });
    await sql`SELECT ${1}::int AS one`;
  });
  afterAll(async () => {
    await pool.end();
    await sql.end();
  });

  it("counts statements, round trips and rows, failures and connections that are just opened included", async () => {
    const stop = wire.count();
    await pool.query("SELECT * FROM generate_series(1, $1::int)", [3]);
    const client = await pool.connect();
    await client.query("BEGIN");
    await expect(client.query("SELECT nothing")).rejects.toThrow("nothing");
    await client.query("ROLLBACK");
    client.release();
    expect(stop()).toEqual({ statements: 4, roundTrips: 4, rows: 3 });
  });

  it("counts one round trip for statements that leave together, and one for each connection", async () => {
    const stop = wire.count();
    await Promise.all([1, 2, 3].map((n) => sql`SELECT ${n}::int AS one`));
    await Promise.all([pool.query("SELECT 1"), pool.query("SELECT 1")]);
    expect(stop()).toEqual({ statements: 5, roundTrips: 3, rows: 5 });
  });

  it("counts nothing any more once it was stopped, but bytes always", async () => {
    const stop = wire.count();
    stop();
    const before = wire.total();
    await pool.query("SELECT 1");
    expect(stop()).toEqual({ statements: 0, roundTrips: 0, rows: 0 });
    const after = wire.total();
    expect([
      after.sentBytes > before.sentBytes,
      after.receivedBytes > before.receivedBytes,
    ]).toEqual([true, true]);
  });
});

describe("MessageReader", () => {
  it("finds the messages in pieces of any length, after a first one without type", () => {
    const message = (type: string, text: string): Buffer => {
      const length = Buffer.alloc(4);
      length.writeInt32BE(4 + text.length);
      return Buffer.concat([Buffer.from(type), length, Buffer.from(text)]);
    };
    const bytes = Buffer.concat([message("", "start"), message("Q", "BEGIN"), message("S", "")]);
    for (const size of [1, 2, 3, 7, bytes.length]) {
      const read: Array<string> = [];
      const reader = new MessageReader(true, (type, body) =>
        read.push(type + Buffer.from(body).toString()),
      );
      for (let at = 0; at < bytes.length; at += size) reader.read(bytes.subarray(at, at + size));
      expect(read).toEqual(["QBEGIN", "S"]);
    }
  });
});
