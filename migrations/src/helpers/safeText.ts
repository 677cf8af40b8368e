// node-pg-migrate writes text as a dollar-quoted string, `$pga$…$pga$`. A text that ends in `$pga` would join with the closing
// tag and end the string too early; a blank at its end keeps the two apart.
/** The text, safe to be given to node-pg-migrate as a comment or a default. */
export function safeText(text: string): string {
  return /\$pg[a-z]*$/.test(text) ? `${text} ` : text;
}
