// A column as the text in which the server would send it, for where cells do not travel by themselves: within JSON, where
// numbers would lose digits and times would be printed in another form.

/** Types whose cast to text is another text than the one that is sent: blanks are cut from it, or a netmask is added. */
const formatted = new Set(["character", "bpchar", "inet", "cidr"]);

/**
 * `t."price"::text`; NULL stays NULL. A codec reads it as it reads a cell.
 * @param type as `Codec.type` names it
 */
export function exactText(expression: string, type: string): string {
  if (type === "boolean")
    return `CASE WHEN ${expression} THEN 't' WHEN NOT ${expression} THEN 'f' END`;
  if (formatted.has(type))
    return `CASE WHEN ${expression} IS NOT NULL THEN format('%s', ${expression}) END`;
  return `${expression}::text`;
}
