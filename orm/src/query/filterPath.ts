// Where in a filter something is wrong, for errors that say so.
import { InvalidFilterError } from "../errors/InvalidFilterError.ts";
import { nearest } from "../kit/nearest.ts";

/** The entity that is being found, and the keys that lead to the place: `Author` and `books.title`. */
export interface FilterPath {
  readonly type: string;
  readonly path: string;
}

export function below({ type, path }: FilterPath, key: string): FilterPath {
  return { type, path: path === "" ? key : `${path}.${key}` };
}

export function filterError({ type, path }: FilterPath, reason: string): InvalidFilterError {
  return new InvalidFilterError({ type, path, reason });
}

/** A key that is none of those allowed, with the nearest one that is. */
export function unknownKey(
  at: FilterPath,
  key: string,
  what: string,
  allowed: Iterable<string>,
): InvalidFilterError {
  const guess = nearest(key, allowed);
  return filterError(at, `is not ${what}${guess === undefined ? "" : `, did you mean ${guess}?`}`);
}
