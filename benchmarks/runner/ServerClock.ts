// What the server itself says that planning and executing statements took, by its extension pg_stat_statements.
import type { Client } from "pg";

/** The schema of the template in which the extension is, out of the contestants' way. */
export const statisticsSchema = "harness";

export class ServerClock {
  readonly #database: Client;

  private constructor(database: Client) {
    this.#database = database;
  }

  /** Nothing where the database has no statistics. What `database` sends from now on is not counted. */
  static async open(database: Client): Promise<ServerClock | undefined> {
    const { rows } = await database.query<{ found: boolean }>(
      "SELECT to_regclass($1) IS NOT NULL AS found",
      [`${statisticsSchema}.pg_stat_statements`],
    );
    if (rows[0]?.found !== true) return undefined;
    await database.query("SET pg_stat_statements.track = 'none'");
    return new ServerClock(database);
  }

  async start(): Promise<void> {
    await this.#database.query(
      `SELECT ${statisticsSchema}.pg_stat_statements_reset(0, oid, 0) FROM pg_database WHERE datname = current_database()`,
    );
  }

  /** Milliseconds since `start`, of all connections to the database but ours. */
  async read(): Promise<number> {
    const { rows } = await this.#database.query<{ ms: number }>(
      `SELECT coalesce(sum(s.total_plan_time + s.total_exec_time), 0)::float8 AS ms
       FROM ${statisticsSchema}.pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
       WHERE d.datname = current_database()`,
    );
    return rows[0]?.ms ?? 0;
  }
}
