// Drops test databases, and never anything else: each name must begin with the prefix that the caller's databases carry.
import type { Client } from "pg";
import { escapeIdentifier } from "pg";
import { errnoOf } from "../errors/errnoOf.ts";
import { ServerError } from "../errors/ServerError.ts";

/** Drops a database and its connections. `prefix` guards the name. */
export async function dropDatabase(client: Client, name: string, prefix: string): Promise<void> {
  guard(name, prefix);
  await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
}

/** Drops the databases with this prefix that are not in `keep` and that nobody is connected to. */
export async function dropStale(
  client: Client,
  prefix: string,
  keep: ReadonlySet<string>,
): Promise<void> {
  const { rows } = await client.query<{ name: string; template: boolean }>(
    "SELECT datname AS name, datistemplate AS template FROM pg_database WHERE starts_with(datname, $1)",
    [`${prefix}_`],
  );
  for (const { name, template } of rows) {
    // Only names of our own making: the prefix, a checksum, and a number or nothing. `app_test_b` is no copy of `app_test`.
    if (keep.has(name) || !/^_[0-9a-f]{12}(_\d+)?$/.test(name.slice(prefix.length))) continue;
    guard(name, prefix);
    try {
      if (template)
        await client.query(`ALTER DATABASE ${escapeIdentifier(name)} IS_TEMPLATE false`);
      await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)}`);
    } catch (error) {
      // In use by another run (55006), or dropped by one (3D000, XX000 when both do it at the same moment).
      if (!["55006", "3D000", "XX000"].includes(errnoOf(error) ?? "")) throw error;
    }
  }
}

/** Refuses a prefix that would match databases of others. */
export function checkPrefix(prefix: string): void {
  if (/^[a-z_][a-z0-9_]{2,39}$/.test(prefix)) return;
  throw new ServerError(
    "NAME_REFUSED",
    `"${prefix}" cannot be the name of test databases.`,
    "Use 3 to 40 lower-case letters, digits and underlines.",
  );
}

function guard(name: string, prefix: string): void {
  checkPrefix(prefix);
  if (name.startsWith(`${prefix}_`)) return;
  throw new ServerError(
    "NAME_REFUSED",
    `Database ${name} does not carry the prefix ${prefix}_, so it is not dropped.`,
    "Drop it by hand if you mean it.",
  );
}
