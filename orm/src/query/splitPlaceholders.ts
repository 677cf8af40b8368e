// Splits SQL at its placeholders `$1…$n`, those in quotes left alone.
import { filterError, type Place } from "./Place.ts";

/** Quoted text, quoted names, dollar quotes and comments, as they are; or a placeholder. */
const tokens =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|(\$[a-z_]*\$)[\s\S]*?\1|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\d+)/gi;

/** Texts, and indexes of bindings. @throws InvalidFilterError (`INVALID_FILTER`) when they do not fit each other */
export function splitPlaceholders(
  text: string,
  bindings: number,
  at: Place,
): Array<string | number> {
  const parts: Array<string | number> = [];
  const used = new Set<number>();
  let last = 0;
  for (const match of text.matchAll(tokens)) {
    const [, , digits] = match;
    if (digits === undefined) continue;
    const number = Number(digits);
    if (number < 1 || number > bindings)
      throw filterError(at, `has $${digits}, but ${bindings} bindings`);
    used.add(number);
    parts.push(text.slice(last, match.index), number - 1);
    last = match.index + match[0].length;
  }
  parts.push(text.slice(last));
  if (used.size < bindings)
    throw filterError(at, `has ${bindings} bindings, but uses ${used.size} of them`);
  return parts;
}
