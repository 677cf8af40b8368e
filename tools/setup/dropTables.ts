// The snapshot of the schema without tables, from which codegen makes everything else. Pure.

/** No table that stays may lead to one that goes. */
export function dropTables(snapshot: string, names: ReadonlyArray<string>): string {
  const parsed = JSON.parse(snapshot) as { tables: ReadonlyArray<{ readonly name: string }> };
  const tables = parsed.tables.filter(({ name }) => !names.includes(name));
  return `${JSON.stringify({ ...parsed, tables }, undefined, 2)}\n`;
}
