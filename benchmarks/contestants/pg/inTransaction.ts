// BEGIN, the statements of `work`, COMMIT; ROLLBACK when one fails.
import type { Client } from "pg";

export async function inTransaction<R>(client: Client, work: () => Promise<R>): Promise<R> {
  await client.query("BEGIN");
  try {
    const result = await work();
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}
