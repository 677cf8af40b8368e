// How long a value is: a text by its characters, as Postgres counts them, a list by its members.

/** `undefined` for what has no length. */
export function lengthOf(value: unknown): number | undefined {
  if (Array.isArray(value)) return value.length;
  if (typeof value !== "string") return undefined;
  let length = value.length;
  // A character beyond the first 65,536 is two units in JavaScript and one in Postgres.
  for (let at = 0; at < value.length - 1; at++) if (value.codePointAt(at)! > 0xff_ff) length--;
  return length;
}
