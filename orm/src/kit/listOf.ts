/** What takes one thing or a list of them takes a list. */
export function listOf<T>(given: T | ReadonlyArray<T>): ReadonlyArray<T> {
  return Array.isArray(given) ? (given as ReadonlyArray<T>) : [given as T];
}
