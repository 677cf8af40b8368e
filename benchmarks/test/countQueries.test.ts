// Counting on a real connection: what was sent, and nothing once counting has ended.
import { Client, Pool } from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { countQueries } from "../contestants/countQueries.ts";

let pool: Pool;

beforeAll(() => {
  pool = new Pool({ connectionString: inject("adminUrl"), max: 2 });
});
afterAll(() => pool.end());

it("counts statements and rows of promises and callbacks, failures included", async () => {
  const stop = countQueries(Client);
  await pool.query("SELECT * FROM generate_series(1, 3)");
  const client = await pool.connect();
  await client.query("BEGIN");
  await new Promise((resolve) => client.query("SELECT 1 AS one", resolve));
  await expect(client.query("SELECT nothing")).rejects.toThrow("nothing");
  await client.query("ROLLBACK");
  client.release();
  expect(stop()).toEqual({ statements: 5, roundTrips: 5, rows: 4 });
});

it("counts nothing any more once it was stopped", async () => {
  const stop = countQueries(Client);
  stop();
  await pool.query("SELECT 1");
  expect(stop()).toEqual({ statements: 0, roundTrips: 0, rows: 0 });
});
