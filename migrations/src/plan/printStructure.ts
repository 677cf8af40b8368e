// A structure as SQL for people and for files.

/** Each statement with its semicolon, and a line between two. */
export function printStructure(parts: ReadonlyArray<{ readonly sql: string }>): string {
  return parts.map(({ sql }) => `${sql};\n`).join("\n");
}
