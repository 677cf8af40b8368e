// Rows as a table of plain text.
/** Columns side by side, a rule below their names, and the count of rows. */
export function formatTable(
  columns: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string | null>>,
): string {
  const count = `(${rows.length} ${rows.length === 1 ? "row" : "rows"})`;
  return [...tableLines(columns, rows), count].join("\n");
}

/** The lines of the table itself. */
export function tableLines(
  columns: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string | null>>,
): ReadonlyArray<string> {
  const cells = rows.map((row) =>
    row.map((cell) => (cell === null ? "NULL" : cell.replaceAll("\n", String.raw`\n`))),
  );
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...cells.map((row) => row[index]?.length ?? 0)),
  );
  const line = (row: ReadonlyArray<string>): string =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join(" | ")
      .trimEnd();
  const rule = widths.map((width) => "-".repeat(width)).join("-+-");
  return [line(columns), rule, ...cells.map((row) => line(row))];
}
