/** A comment for people as JSDoc with a line break behind it, or nothing. */
export function docOf(comment: string | undefined): string {
  if (comment === undefined) return "";
  const lines = comment
    .replaceAll("*/", String.raw`*\/`)
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .map((line) => line.trimEnd());
  if (lines.length === 1) return `/** ${lines[0]} */\n`;
  return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */\n`;
}
