/** What a user writes, of a scenario's file: without imports and without the comment at its top. */
export function codeOf(source: string): string {
  return source
    .replaceAll(/^import\b[\s\S]*?;$/gm, "")
    .replace(/^\s*(?:\/\/[^\n]*\n)*/u, "")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
