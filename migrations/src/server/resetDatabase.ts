// `db:reset`: an empty database in place of the one there is.
import { escapeIdentifier } from "pg";
import { connect } from "../connection/connect.ts";
import { ServerError } from "../errors/ServerError.ts";
import type { OpenDatabase } from "./openDatabase.ts";
import { urlOfDatabase } from "./urlOfDatabase.ts";

/**
 * Drops the database with all connections to it and makes it anew. A database that DATABASE_URL names is dropped with
 * `force` only.
 *
 * **SQL**
 * ```sql
 * DROP DATABASE IF EXISTS "kingpost" WITH (FORCE);
 * CREATE DATABASE "kingpost"
 * ```
 *
 * @throws ServerError `NOT_EMBEDDED`
 */
export async function resetDatabase(
  database: OpenDatabase,
  force: boolean = false,
): Promise<string> {
  const name = decodeURIComponent(new URL(database.url).pathname.slice(1));
  if (!database.embedded && !force)
    throw new ServerError(
      "NOT_EMBEDDED",
      `Database ${name} is not on the embedded server: DATABASE_URL names it.`,
      "Add --force to drop it with everything in it.",
    );
  const client = await connect(
    urlOfDatabase(database.url, name === "postgres" ? "template1" : "postgres"),
  );
  try {
    await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  return name;
}
