// Makes a database on a server unless it is there.
import { escapeIdentifier } from "pg";
import { connect } from "../connection/connect.ts";
import { errnoOf } from "../errors/errnoOf.ts";

/**
 * Resolves to true when the database was made now.
 *
 * **SQL**
 * ```sql
 * SELECT 1 FROM pg_database WHERE datname = $1;
 * CREATE DATABASE "name"
 * ```
 */
export async function ensureDatabase(adminUrl: string, name: string): Promise<boolean> {
  const client = await connect(adminUrl);
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rowCount !== 0) return false;
    await client.query(`CREATE DATABASE ${escapeIdentifier(name)}`);
    return true;
  } catch (error) {
    // Two commands at once: the other one made it.
    if (errnoOf(error) === "42P04" || errnoOf(error) === "23505") return false;
    throw error;
  } finally {
    await client.end();
  }
}
