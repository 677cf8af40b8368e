// A list of records as a table, as Kysely's recipe on extending it has: it has no method of its own for that.
import { type AliasedRawBuilder, sql } from "kysely";

export function values<R extends Record<string, unknown>, A extends string>(
  records: ReadonlyArray<R>,
  alias: A,
): AliasedRawBuilder<R, A> {
  const keys = Object.keys(records[0]!);
  const rows = records.map((record) => sql`(${sql.join(keys.map((key) => record[key]))})`);
  const name = sql`${sql.ref(alias)}(${sql.join(keys.map((key) => sql.ref(key)))})`;
  return sql<R>`(values ${sql.join(rows)})`.as<A>(name);
}
