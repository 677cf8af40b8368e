// Opens units of work one after the other, as a server does, and says by how many bytes each makes the heap grow as long as only small
// collections of garbage take things away: node --expose-gc dropSmall.ts URL
import { PostgresDriver, RequestDriver } from "kingpost/pg";
import pg from "pg";
import { Author } from "../schema/entities/Author.ts";
import { EntityManager } from "../schema/entities/codegen/domain.ts";

const pool = new pg.Pool({ connectionString: process.argv[2]!, max: 1 });
const driver = new PostgresDriver(pool);

async function request(): Promise<void> {
  const own = new RequestDriver(driver, { signal: new AbortController().signal });
  await new EntityManager({}, own).load(Author, "a:1");
}

async function requests(amount: number): Promise<number> {
  for (let n = 0; n < amount; n++) await request();
  globalThis.gc!({ type: "minor" });
  globalThis.gc!({ type: "minor" });
  return process.memoryUsage().heapUsed;
}

await requests(500);
const before = await requests(10);
const amount = 500;
const after = await requests(amount);
await pool.end();
process.stdout.write(JSON.stringify({ grown: Math.round((after - before) / amount) }));
