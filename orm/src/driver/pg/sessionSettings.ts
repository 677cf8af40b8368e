// What makes the texts that Postgres prints independent of the settings of the role, the database and the server.
import type { Statement } from "../../sql/Statement.ts";

const settings: ReadonlyArray<readonly [name: string, value: string]> = [
  ["DateStyle", "ISO, YMD"],
  ["IntervalStyle", "postgres"],
  ["bytea_output", "hex"],
  // Numbers in their shortest exact form.
  ["extra_float_digits", "1"],
  // NULL within an array is NULL.
  ["array_nulls", "on"],
];

/** Sent ahead of the first exchange of a connection, and kept by the session. */
export const sessionSettings: Statement = statementOf(false);

/** For one transaction: behind a pooler, the next one may run in another session. */
export const transactionSettings: Statement = statementOf(true);

function statementOf(isLocal: boolean): Statement {
  const calls = settings.map(([name, value]) => `set_config('${name}', '${value}', ${isLocal})`);
  return { text: `SELECT ${calls.join(", ")}`, values: [], operation: "settings" };
}
