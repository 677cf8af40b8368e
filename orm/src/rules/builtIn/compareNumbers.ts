// The order of what may stand in a numeric field: numbers, bigints, decimals in text, and objects of decimal libraries, which
// print themselves.
import { compareDecimals } from "../../schema/values/compareDecimals.ts";
import { plainDecimal } from "../../schema/values/plainDecimal.ts";

/** Negative, zero or positive; `undefined` when one of them is no number. NaN is none. */
export function compareNumbers(a: unknown, b: unknown): number | undefined {
  if (typeof a === "number" && typeof b === "number")
    return Number.isNaN(a) || Number.isNaN(b) ? undefined : a - b;
  const [textA, textB] = [decimalOf(a), decimalOf(b)];
  return textA === undefined || textB === undefined ? undefined : compareDecimals(textA, textB);
}

function decimalOf(value: unknown): string | undefined {
  const text = textOf(value);
  const plain = text === undefined ? undefined : plainDecimal(text);
  return plain === "NaN" ? undefined : plain;
}

function textOf(value: unknown): string | undefined {
  switch (typeof value) {
    case "number":
    case "bigint":
    case "string":
      return String(value);
    case "object":
      // What holds several values or an instant is no number, though its text may look like one.
      if (value === null || Array.isArray(value) || value instanceof Date) return undefined;
      return (value as { toString(): string }).toString();
    default:
      return undefined;
  }
}
