// Comments of columns pass through node-pg-migrate, which quotes them with dollars.
import type { ColumnDefinitions } from "node-pg-migrate";
import { safeText } from "./safeText.ts";

/** The columns, with comments that cannot leave their quotes. */
export function withSafeComments(columns: ColumnDefinitions): ColumnDefinitions {
  const entries = Object.entries(columns).map(([name, definition]) =>
    typeof definition === "string" || typeof definition.comment !== "string"
      ? [name, definition]
      : [name, { ...definition, comment: safeText(definition.comment) }],
  );
  return Object.fromEntries(entries);
}
