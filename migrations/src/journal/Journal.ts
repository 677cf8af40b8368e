// The database's record of its migrations, in two tables: `pgmigrations` is kept by node-pg-migrate as it always was, so that
// an existing history goes on; `kingpost_migrations` keeps beside it what each file summed up to when it was applied.
import type { ClientBase } from "pg";
import { escapeIdentifier } from "pg";
import type { AppliedMigration } from "./AppliedMigration.ts";

/** The table node-pg-migrate keeps. */
export const runnerTable: string = "pgmigrations";

/** Our table. */
export const journalTable: string = "kingpost_migrations";

/** Both, as `schema.name`: they are no part of what migrations make. */
export function journalsIn(schema: string): ReadonlyArray<string> {
  return [runnerTable, journalTable].map((table) => `${schema}.${table}`);
}

/** Reads and writes the record of one schema over one connection. */
export class Journal {
  readonly #client: ClientBase;
  readonly #ours: string;
  readonly #runners: string;

  constructor(client: ClientBase, schema: string) {
    this.#client = client;
    this.#ours = `${escapeIdentifier(schema)}.${escapeIdentifier(journalTable)}`;
    this.#runners = `${escapeIdentifier(schema)}.${escapeIdentifier(runnerTable)}`;
  }

  /** Makes our table where there is none. */
  async prepare(): Promise<void> {
    if (await this.#has(this.#ours)) return;
    await this.#client.query(
      `CREATE TABLE IF NOT EXISTS ${this.#ours} ` +
        "(name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())",
    );
  }

  /** What was applied, oldest first. Reads only: a database that never saw a migration answers nothing. */
  async read(): Promise<ReadonlyArray<AppliedMigration>> {
    const [ours, runners] = [await this.#has(this.#ours), await this.#has(this.#runners)];
    const ourRows = ours
      ? this.#ours
      : "(SELECT NULL::text AS name, NULL::text AS checksum, now() AS applied_at LIMIT 0)";
    const runnerRows = runners
      ? this.#runners
      : "(SELECT NULL::text AS name, 0 AS id, now()::timestamp AS run_on LIMIT 0)";
    const { rows } = await this.#client.query<AppliedMigration>(
      `SELECT coalesce(p.name, k.name) AS name, k.checksum, coalesce(k.applied_at, p.run_on) AS "appliedAt", ` +
        `p.name IS NOT NULL AS finished FROM ${runnerRows} p FULL JOIN ${ourRows} k ON k.name = p.name ` +
        "ORDER BY p.run_on NULLS LAST, p.id, k.applied_at",
    );
    return rows;
  }

  /** Notes that a file was applied, in the transaction that applies it. */
  async add(name: string, checksum: string): Promise<void> {
    await this.#client.query(
      `INSERT INTO ${this.#ours} (name, checksum) VALUES ($1, $2) ` +
        "ON CONFLICT (name) DO UPDATE SET checksum = excluded.checksum, applied_at = now()",
      [name, checksum],
    );
  }

  /** Strikes a migration out, in the transaction that takes it back. */
  async remove(name: string): Promise<void> {
    await this.#client.query(`DELETE FROM ${this.#ours} WHERE name = $1`, [name]);
  }

  /** Takes a baseline for applied in the place of what it replaces. */
  async adopt(name: string, checksum: string, replaced: ReadonlyArray<string>): Promise<void> {
    await this.#client.query("BEGIN");
    try {
      for (const table of [this.#ours, this.#runners])
        await this.#client.query(`DELETE FROM ${table} WHERE name = ANY ($1)`, [replaced]);
      await this.#client.query(
        // Before those that came after: what is taken back first is what came last.
        `INSERT INTO ${this.#runners} (name, run_on) SELECT $1, coalesce(min(run_on) - interval '1 second', now()) FROM ${this.#runners}`,
        [name],
      );
      await this.add(name, checksum);
      await this.#client.query("COMMIT");
    } catch (error) {
      await this.#client.query("ROLLBACK");
      throw error;
    }
  }

  async #has(table: string): Promise<boolean> {
    const { rows } = await this.#client.query<{ found: boolean }>(
      "SELECT to_regclass($1) IS NOT NULL AS found",
      [table],
    );
    return rows[0]?.found ?? false;
  }
}
