// A database to try something on, made for it and dropped after it.
import { randomBytes } from "node:crypto";
import { escapeIdentifier } from "pg";
import { connect } from "../connection/connect.ts";
import { explainRefusal } from "../errors/explainRefusal.ts";
import { dropDatabase } from "../server/dropDatabase.ts";
import { urlOfDatabase } from "../server/urlOfDatabase.ts";

const prefix = "kingpost_trial";

/**
 * Runs `work` with the address of a new, empty database beside the given one.
 *
 * **SQL**: `CREATE DATABASE`, and `DROP DATABASE` however it ends.
 * @throws MigrationError `PRIVILEGE_MISSING` when the user may not make databases
 */
export async function withScratchDatabase<R>(
  url: string,
  work: (scratchUrl: string) => Promise<R>,
): Promise<R> {
  const client = await connect(url);
  const name = `${prefix}_${randomBytes(6).toString("hex")}`;
  try {
    await client
      .query(`CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE template0`)
      .catch((error: unknown) => {
        throw explainRefusal(error, "make a database to try migrations on (ALTER ROLE … CREATEDB)");
      });
    try {
      return await work(urlOfDatabase(url, name));
    } finally {
      await dropDatabase(client, name, prefix);
    }
  } finally {
    await client.end();
  }
}
