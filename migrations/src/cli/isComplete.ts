// Whether what was typed so far is a whole statement: it ends in a semicolon that stands outside quotes and comments.
/** True when `sql` ends in a semicolon that ends a statement. */
export function isComplete(sql: string): boolean {
  // Strings, identifiers, dollar quotes and comments are taken out whole; what is left open stays, and hides the semicolon.
  const tokens =
    /'(?:[^']|'')*'|"(?:[^"]|"")*"|(\$(?:[A-Za-z_]\w*)?\$)[\s\S]*?\1|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\//g;
  const rest = sql.replaceAll(tokens, (token) =>
    token.startsWith("-") || token.startsWith("/") ? " " : "x",
  );
  if (/['"]|\/\*|\$(?:[A-Za-z_]\w*)?\$/.test(rest)) return false;
  return /;\s*$/.test(rest);
}
