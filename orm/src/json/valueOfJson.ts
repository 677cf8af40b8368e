// What a value of JSON stands for in a column: JSON has no dates and no bigints, which come as text.
import type { ColumnField } from "../schema/Field.ts";

const isoDate =
  /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;
const integer = /^-?\d{1,20}$/;

/** The value itself where the column takes it, or nothing else is meant. */
export function valueOfJson({ codec }: ColumnField, value: unknown): unknown {
  if (typeof value !== "string" || !isRefused(codec, value)) return value;
  const other = isoDate.test(value) ? new Date(value) : integer.test(value) ? BigInt(value) : value;
  return isRefused(codec, other) ? value : other;
}

function isRefused(codec: ColumnField["codec"], value: unknown): boolean {
  try {
    return codec.refuse(value) !== undefined;
  } catch {
    // A schema of the application's tells by throwing; its reason is asked for where it is shown.
    return true;
  }
}
