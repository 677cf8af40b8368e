// Many writers that read one row, add one to what they read and write it, over and over: whatever is acknowledged is counted.
import { OptimisticLockError } from "kingpost/errors";
import { PostgresDriver } from "kingpost/pg";
import pg from "pg";
import { Author } from "../schema/entities/Author.ts";
import { EntityManager } from "../schema/entities/codegen/domain.ts";

export interface Increments {
  /** How many flushes succeeded. */
  readonly succeeded: number;
  /** How many found the row changed. */
  readonly stale: number;
  /** What the row holds in the end. */
  readonly stored: number | undefined;
}

export async function increment(
  url: string,
  writers: number,
  attempts: number,
): Promise<Increments> {
  const pool = new pg.Pool({ connectionString: url, max: writers });
  const driver = new PostgresDriver(pool);
  try {
    const first = new EntityManager({}, driver);
    const author = first.create(Author, { firstName: "counter", age: 0 });
    await first.flush();
    let succeeded = 0;
    let stale = 0;
    const write = async (): Promise<void> => {
      for (let attempt = 0; attempt < attempts; attempt++) {
        const em = new EntityManager({}, driver);
        const own = await em.load(Author, author.id);
        own.age = own.age! + 1;
        try {
          await em.flush();
          succeeded++;
        } catch (error) {
          if (!(error instanceof OptimisticLockError)) throw error;
          stale++;
        }
      }
    };
    await Promise.all(Array.from({ length: writers }, write));
    const { age } = await new EntityManager({}, driver).load(Author, author.id);
    return { succeeded, stale, stored: age };
  } finally {
    await pool.end();
  }
}
