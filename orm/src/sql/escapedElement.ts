// An element of an array literal, as it stands between quotation marks.

export function escapedElement(text: string): string {
  return text.includes('"') || text.includes("\\")
    ? text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')
    : text;
}
