// Reads JSON, and refuses numbers that JavaScript would silently change: 12345678901234567890 is no number of its own.
import { compareDecimals } from "../values/compareDecimals.ts";
import { plainDecimal } from "../values/plainDecimal.ts";

/** Up to 15 digits and two of an exponent, every decimal number has a double of its own. */
const suspicious = /[\d.]{16}|[eE][+-]?\d{3}/;

export function parseJson(text: string): unknown {
  return suspicious.test(text) ? JSON.parse(text, checkNumber) : JSON.parse(text);
}

/** What the parser passes beside key and value: the text of the number. */
interface Source {
  readonly source?: string;
}

function checkNumber(this: unknown, _key: string, value: unknown, context?: Source): unknown {
  if (typeof value !== "number" || context?.source === undefined) return value;
  const [given, read] = [plainDecimal(context.source), plainDecimal(String(value))];
  if (given === undefined || read === undefined || compareDecimals(given, read) !== 0)
    throw new TypeError("it holds a number that JavaScript cannot hold exactly");
  return value;
}
