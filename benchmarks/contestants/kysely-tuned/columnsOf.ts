// A list of records as a table, with one array for each column: the same statement for lists of every length.
import { type AliasedRawBuilder, type RawBuilder, sql } from "kysely";

/** @param types the type of each column, in the order of the columns */
export function columnsOf<R extends Record<string, unknown>, A extends string>(
  records: ReadonlyArray<R>,
  types: Readonly<Partial<Record<keyof R & string, string>>>,
  alias: A,
): AliasedRawBuilder<R, A> {
  const keys = Object.keys(types);
  const arrays = keys.map(
    (key): RawBuilder<unknown> =>
      sql`${sql.val(records.map((record) => record[key]))}::${sql.raw(types[key as keyof R & string]!)}[]`,
  );
  const name = sql`${sql.ref(alias)}(${sql.join(keys.map((key) => sql.ref(key)))})`;
  return sql<R>`unnest(${sql.join(arrays)})`.as<A>(name);
}
