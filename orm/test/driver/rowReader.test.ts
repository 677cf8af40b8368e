// Rows that come in pieces of any size, and clients of pg that are used by others too.
import { createServer, connect, type Server, type Socket } from "node:net";
import { PostgresDriver } from "kingpost/pg";
import { Pool } from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { sql, useDatabase } from "./useDatabase.ts";

const database = useDatabase();
const servers: Server[] = [];
const pools: Pool[] = [];
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  for (const server of servers) server.close();
});

/** A pool whose answers arrive in pieces of at most `size` bytes. */
async function poolInPieces(size: number): Promise<Pool> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(database.port, "127.0.0.1");
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => sockets.delete(socket));
      socket.setNoDelay(true);
    }
    near.pipe(far);
    far.on("end", () => near.end());
    let sending = Promise.resolve();
    far.on("data", (bytes: Buffer) => {
      for (let at = 0; at < bytes.length; at += size)
        sending = sending.then(
          () =>
            new Promise((resolve) => {
              near.write(bytes.subarray(at, at + size), () => setImmediate(resolve));
            }),
        );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  servers.push(server);
  const url = new URL(database.url);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as { port: number }).port);
  const pool = new Pool({ connectionString: url.href, max: 1 });
  pools.push(pool);
  return pool;
}

const text = `SELECT n, repeat('ä', n), CASE WHEN n % 2 = 0 THEN 'even' END FROM generate_series(1, 40) AS n`;
const expected = Array.from({ length: 40 }, (_, at) => [
  String(at + 1),
  "ä".repeat(at + 1),
  at % 2 === 1 ? "even" : null,
]);

describe("rows in pieces", () => {
  it.each([1, 2, 3, 5, 7, 64, 1_000])("of %i bytes are the rows that were sent", async (size) => {
    const driver = new PostgresDriver(await poolInPieces(size));
    const outcomes = await driver.execute([sql(text), sql("SELECT 1"), sql(text)]);
    expect(outcomes.map(({ result }) => result?.rows)).toEqual([expected, [["1"]], expected]);
  });

  it("may be larger than any buffer that comes", async () => {
    const driver = new PostgresDriver(database.newPool());
    const [outcome] = await driver.execute([sql("SELECT repeat('x', 5000000), 'end'")]);
    expect(outcome?.result?.rows.map(([long, end]) => [long?.length, end])).toEqual([
      [5_000_000, "end"],
    ]);
  });
});

describe("a pool that is shared", () => {
  it("serves queries of pg itself on clients that the driver has used", async () => {
    const pool = database.newPool({ max: 1 });
    const driver = new PostgresDriver(pool);
    await driver.execute([sql(text)]);
    const { rows } = await pool.query<Record<string, unknown>>(
      "SELECT n FROM generate_series(1, 3) AS n",
    );
    expect(rows).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    const [outcome] = await driver.execute([sql("SELECT 'again'")]);
    expect(outcome?.result?.rows).toEqual([["again"]]);
  });

  it("gives each query its own rows when another was left running on the client", async () => {
    const pool = database.newPool({ max: 1 });
    const driver = new PostgresDriver(pool);
    await driver.execute([sql("SELECT 1")]);
    const client = await pool.connect();
    const left = client.query<{ n: number }>("SELECT n FROM generate_series(1, 3) AS n");
    client.release();
    const [outcome] = await driver.execute([sql("SELECT 'ours'")]);
    expect(outcome?.result?.rows).toEqual([["ours"]]);
    expect((await left).rows).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  });
});
