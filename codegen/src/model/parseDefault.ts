// Whether a column's default is a value that can be known without the database.
import type { DbColumn } from "kingpost/catalog";

export type Default = "expression" | { readonly literal: string };

/**
 * The default of a column: a literal in Postgres' text form, or `expression` for what only the database can evaluate.
 * `DEFAULT NULL` is none.
 */
export function parseDefault(column: DbColumn): Default | undefined {
  if (column.identity !== undefined) return "expression";
  const text = column.default;
  if (text === undefined) return undefined;
  const value = withoutCast(text);
  if (value === "NULL") return undefined;
  if (value === "true" || value === "false") return { literal: value === "true" ? "t" : "f" };
  const number = /^\(?(-?\d+(?:\.\d+)?)\)?$/u.exec(value)?.[1];
  if (number !== undefined) return { literal: number };
  const string = /^(E?)'((?:[^']|'')*)'$/su.exec(value);
  if (string === null) return "expression";
  const unquoted = string[2]!.replaceAll("''", "'");
  return literalOf(column.type, string[1] === "E" ? unquoted.replaceAll("\\\\", "\\") : unquoted);
}

/** One cast at the end, as Postgres prints it behind a constant: `'a'::text`, `'{}'::character varying(10)[]`. */
function withoutCast(text: string): string {
  return text.replace(/::(?:[\w. ]|"(?:[^"]|"")*")+(?:\(\d+(?:,\s*\d+)*\))?(?:\[\])*$/u, "");
}

function literalOf(type: string, text: string): Default {
  // Read by the input function they would be spelled in many ways, of which the runtime knows the one that is printed.
  if (type === "boolean") return "expression";
  // No value in TypeScript stands for a time without an end.
  if (/^-?infinity$/u.test(text) && /^(?:date|timestamp|interval)/u.test(type)) return "expression";
  return { literal: text };
}
