// The one place where identifiers are quoted. Every name in every statement goes through here.
import { ConfigError } from "../errors/ConfigError.ts";

/** Postgres cuts longer names silently, so that two of them can become one. */
const maxBytes = 63;

/**
 * `"author"`; quotes inside are doubled. Names that Postgres would cut or misread are refused.
 *
 * @throws ConfigError (`CONFIG`) for an empty name, a NUL character, a lone surrogate and more than 63 bytes
 */
export function quote(identifier: string): string {
  const problem = problemOf(identifier);
  if (problem !== undefined)
    throw new ConfigError({ reason: `${JSON.stringify(identifier)} is no identifier: ${problem}` });
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** `"public"."author"`, or `"author"` without a schema. */
export function quoteQualified(schema: string | undefined, name: string): string {
  return schema === undefined ? quote(name) : `${quote(schema)}.${quote(name)}`;
}

function problemOf(identifier: string): string | undefined {
  if (identifier === "") return "it is empty";
  if (identifier.includes("\0")) return "it contains a NUL character";
  if (!identifier.isWellFormed()) return "it is not well-formed Unicode";
  if (Buffer.byteLength(identifier) > maxBytes) return `it is longer than ${maxBytes} bytes`;
  return undefined;
}
