/** The beginning of a text, of at most so many signs; an ellipsis tells that there is more. */
export function clip(text: string, length: number): string {
  const signs = Array.from(text);
  return signs.length <= length ? text : `${signs.slice(0, length - 1).join("")}…`;
}
