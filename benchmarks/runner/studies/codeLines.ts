/** The lines of a TypeScript or SQL file that are not blank and not a comment alone. */
export function codeLines(text: string): ReadonlyArray<string> {
  const withoutBlocks = text.replaceAll(/^\s*\/\*[\s\S]*?\*\/\s*$/gm, "");
  return withoutBlocks
    .split("\n")
    .filter((line) => line.trim() !== "" && !/^\s*(?:\/\/|--)/.test(line));
}
