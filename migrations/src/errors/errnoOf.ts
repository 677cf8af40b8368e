// The `code` of an error of Node or of pg ("ENOENT", "42P01"), without trusting that there is one.
/** The error's `code` when it has a text there. */
export function errnoOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
