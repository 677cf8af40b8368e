// What the command line of `kingpost-migrate` may hold.
import { parseArgs } from "node:util";
import { UsageError } from "./UsageError.ts";

const options = {
  to: { type: "string" },
  fake: { type: "boolean", default: false },
  "if-new": { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  strict: { type: "boolean", default: false },
  sql: { type: "boolean", default: false },
  build: { type: "boolean", default: false },
  count: { type: "string" },
  prefix: { type: "string" },
  file: { type: "string" },
  lint: { type: "string" },
  "no-transaction": { type: "boolean", default: false },
  dir: { type: "string", default: "migrations" },
  "database-url": { type: "string" },
  schema: { type: "string" },
  config: { type: "string" },
  "lock-timeout": { type: "string" },
  timeout: { type: "string" },
  decamelize: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** The options, by their names on the command line. */
export interface MigrateValues {
  readonly to?: string | undefined;
  readonly fake: boolean;
  readonly "if-new": boolean;
  readonly json: boolean;
  readonly strict: boolean;
  readonly sql: boolean;
  readonly build: boolean;
  readonly count?: string | undefined;
  readonly prefix?: string | undefined;
  readonly file?: string | undefined;
  readonly lint?: string | undefined;
  readonly "no-transaction": boolean;
  readonly dir: string;
  readonly "database-url"?: string | undefined;
  readonly schema?: string | undefined;
  readonly config?: string | undefined;
  readonly "lock-timeout"?: string | undefined;
  readonly timeout?: string | undefined;
  readonly decamelize: boolean;
  readonly help: boolean;
}

/** Reads the command line; what it cannot read is an error of `parseArgs`. */
export function parseMigrateArguments(argv: ReadonlyArray<string>): {
  readonly values: MigrateValues;
  readonly positionals: ReadonlyArray<string>;
} {
  return parseArgs({ args: [...argv], options, allowPositionals: true });
}

/** A whole number that is not negative. @throws UsageError naming where it stands */
export function numberOf(text: string, where: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0 && text.trim() !== "") return number;
  throw new UsageError(`${where} wants a number, not "${text}".`);
}
