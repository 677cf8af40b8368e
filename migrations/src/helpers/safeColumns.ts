// Columns pass through node-pg-migrate, which quotes texts with dollars and puts each column on one line. Texts that would
// suffer from either are given to it in another form.
import type { ColumnDefinition, ColumnDefinitions, MigrationBuilder } from "node-pg-migrate";
import { MigrationError } from "../errors/MigrationError.ts";
import { safeText } from "./safeText.ts";

/**
 * The columns, with comments and defaults that arrive in the database as they are.
 *
 * @throws MigrationError `MIGRATION_NAME` for a name with a line break, which would become a blank
 */
export function safeColumns(b: MigrationBuilder, columns: ColumnDefinitions): ColumnDefinitions {
  const entries = Object.entries(columns).map(([name, definition]) => {
    if (/[\r\n]/.test(name))
      throw new MigrationError(
        "MIGRATION_NAME",
        `A column's name cannot hold a line break: ${JSON.stringify(name)}.`,
      );
    return [name, typeof definition === "string" ? definition : safeColumn(b, definition)];
  });
  return Object.fromEntries(entries);
}

function safeColumn(b: MigrationBuilder, definition: ColumnDefinition): ColumnDefinition {
  const { comment, default: fallback } = definition;
  return {
    ...definition,
    ...(typeof comment === "string" ? { comment: safeText(comment) } : {}),
    ...(typeof fallback === "string" ? { default: b.func(literal(fallback)) } : {}),
  };
}

/** A text as SQL on one line. */
function literal(text: string): string {
  const escapes: Readonly<Record<string, string>> = {
    "\\": "\\\\",
    "'": "''",
    "\n": "\\n",
    "\r": "\\r",
  };
  const escaped = text.replaceAll(/[\\'\n\r]/g, (character) => escapes[character] ?? character);
  return /[\\\n\r]/.test(text) ? `E'${escaped}'` : `'${escaped}'`;
}
