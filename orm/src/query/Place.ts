// Where in the arguments of a find something stands: for errors that say so, and for reading it again from the arguments of
// another find of the same shape.
import { InvalidFilterError } from "../errors/InvalidFilterError.ts";
import { nearest } from "../kit/nearest.ts";

/** The entity that is being found, the keys that lead from the arguments to the place, and how errors call it. */
export interface Place {
  readonly type: string;
  readonly keys: ReadonlyArray<string | number>;
  readonly shown: string;
}

export function below({ type, keys, shown }: Place, key: string | number): Place {
  return { type, keys: [...keys, key], shown: shown === "" ? String(key) : `${shown}.${key}` };
}

/** As `below`, for keys that mean nothing to the user. */
export function within(
  { type, keys, shown }: Place,
  ...more: ReadonlyArray<string | number>
): Place {
  return { type, keys: [...keys, ...more], shown };
}

export function filterError({ type, shown }: Place, reason: string): InvalidFilterError {
  return new InvalidFilterError({ type, path: shown, reason });
}

/** A key that is none of those allowed, with the nearest one that is. */
export function unknownKey(
  at: Place,
  key: string,
  what: string,
  allowed: Iterable<string>,
): InvalidFilterError {
  const guess = nearest(key, allowed);
  return filterError(at, `is not ${what}${guess === undefined ? "" : `, did you mean ${guess}?`}`);
}

/** What stands at a place of the arguments. */
export function valueAt(root: unknown, keys: ReadonlyArray<string | number>): unknown {
  let value = root as Readonly<Record<string | number, unknown>>;
  for (const key of keys) value = value[key] as Readonly<Record<string | number, unknown>>;
  return value;
}
