/** What an attempt was told is wrong; nothing when it succeeded. */
export function problemsOf(make: () => unknown): ReadonlyArray<string> {
  try {
    make();
  } catch (error) {
    return (error as { readonly problems: ReadonlyArray<string> }).problems;
  }
  return [];
}
