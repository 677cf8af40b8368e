// `toMatchEntity` for test runners that know assertions only as functions that throw.
import { AssertionError } from "node:assert";
import type { MatchedEntity } from "./MatchedEntity.ts";
import { toMatchEntity } from "./toMatchEntity.ts";

/**
 * Throws an `AssertionError` unless `actual` has what `expected` names; `toMatchEntity` says how the two are compared.
 * @example
 * assertMatchEntity(author, { firstName: "a1", books: [{ title: "b1" }] });
 * @throws NotLoadedError (`NOT_LOADED`) for a relation that was not loaded
 */
export function assertMatchEntity<T>(actual: T, expected: MatchedEntity<T>): void {
  const result = toMatchEntity(actual, expected);
  if (result.pass) return;
  // Without a message of ours, the error shows the difference.
  const { actual: found, expected: wanted } = result;
  throw new AssertionError({ actual: found, expected: wanted, operator: "deepStrictEqual" });
}
