/** The number within an id of the schema: `b:17` is 17. */
export function numberOf(id: string): number {
  return Number(id.slice(id.indexOf(":") + 1));
}
