// What makes the texts that Postgres prints independent of the settings of the role, the database and the server.
import { ConfigError } from "../../errors/ConfigError.ts";
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

/** Whether values could not be read any more if somebody else made this setting. */
export function isOwnSetting(name: string): boolean {
  return settings.some(([own]) => own.toLowerCase() === name.toLowerCase());
}

export interface SettingsStatements {
  /** Sent ahead of the first exchange of a connection, and kept by the session. */
  readonly ofSession: Statement;
  /** For one transaction: behind a pooler, the next one may run in another session. */
  readonly ofTransaction: Statement;
}

/** @throws ConfigError (`CONFIG`) */
export function settingsStatements(statementTimeout?: number): SettingsStatements {
  if (
    statementTimeout !== undefined &&
    !(Number.isSafeInteger(statementTimeout) && statementTimeout >= 0)
  )
    throw new ConfigError({
      reason: `statementTimeout is ${String(statementTimeout)}, which is no number of milliseconds`,
    });
  const all: ReadonlyArray<readonly [string, string]> =
    statementTimeout === undefined
      ? settings
      : [...settings, ["statement_timeout", String(statementTimeout)]];
  return { ofSession: statementOf(all, false), ofTransaction: statementOf(all, true) };
}

function statementOf(
  all: ReadonlyArray<readonly [name: string, value: string]>,
  isLocal: boolean,
): Statement {
  const calls = all.map(([name, value]) => `set_config('${name}', '${value}', ${isLocal})`);
  return { text: `SELECT ${calls.join(", ")}`, values: [], operation: "settings" };
}
