// Lists in types that take an object literal as well.

/**
 * An array, described by a few of its members. Where a parameter takes a list or an object, the compiler reports what is
 * wrong inside an object literal at its place; beside an array type it gives up at the whole argument.
 */
export interface List<T> extends ArrayLike<T> {
  /** What arrays have; strings and typed arrays do not. */
  readonly flat: unknown;
}
