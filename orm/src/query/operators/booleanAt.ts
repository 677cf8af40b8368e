import { filterError, type Place } from "../Place.ts";

/** The operand of an operator that is a question. */
export function booleanAt(operand: unknown, at: Place): boolean {
  if (typeof operand !== "boolean") throw filterError(at, "is neither true nor false");
  return operand;
}
