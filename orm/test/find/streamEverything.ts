// Iterates over all shelves of a database and says what that took: node --max-old-space-size=150 streamEverything.ts URL
import { PostgresDriver } from "kingpost/pg";
import pg from "pg";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Shelf } from "../schema/entities/Shelf.ts";

const pool = new pg.Pool({ connectionString: process.argv[2]!, max: 2 });
const em = new EntityManager({}, new PostgresDriver(pool));
const start = performance.now();
let [rows, sum, peak, most] = [0, 0, 0, 0];
for await (const shelf of em.stream(Shelf, {}, { orderBy: { id: "ASC" } })) {
  rows++;
  sum += shelf.position;
  if (rows % 5000 === 0) {
    const { heapUsed, external } = process.memoryUsage();
    peak = Math.max(peak, heapUsed + external);
    most = Math.max(most, em.numberOfEntities);
  }
}
await pool.end();
const milliseconds = Math.round(performance.now() - start);
process.stdout.write(JSON.stringify({ rows, sum, most, peak, milliseconds }));
