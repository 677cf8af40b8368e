// How the lint names tables.
import type { RangeVar } from "libpg-query";

/** `schema.name` */
export function nameOf(relation: RangeVar | undefined): string {
  return `${relation?.schemaname ?? "public"}.${relation?.relname ?? ""}`;
}

/** As helpers take it: without the schema that everybody means. */
export function shortOf(table: string): string {
  return table.replace(/^public\./, "");
}
