// What a read gives at run time, in words.

/** Runs `read` and says what came of it. */
export function tryRead(
  read: () => unknown,
): { readonly throws: string } | { readonly gives: string } {
  try {
    const value = read();
    return { gives: Array.isArray(value) ? `a list of ${value.length}` : String(value) };
  } catch (error) {
    return {
      throws:
        error instanceof Error ? `${error.constructor.name}: ${error.message}` : String(error),
    };
  }
}
