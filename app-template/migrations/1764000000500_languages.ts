// The languages of books. A table and not a type of the database: values can be added, renamed and described by plain rows.
import { createEnumTable } from "@kingpost/migrations";
import type { MigrationBuilder } from "node-pg-migrate";

export function up(b: MigrationBuilder): void {
  createEnumTable(b, "language", [
    ["ENG", "English"],
    ["EN_US", "English (US)"],
    ["EN_GB", "English (UK)"],
    ["EN_CA", "English (Canada)"],
    ["ARA", "Arabic"],
    ["DAN", "Danish"],
    ["FIL", "Filipino"],
    ["FRE", "French"],
    ["GER", "German"],
    ["IND", "Indonesian"],
    ["ITA", "Italian"],
    ["JPN", "Japanese"],
    ["MUL", "Several languages"],
    ["NL", "Dutch"],
    ["NOR", "Norwegian"],
    ["PER", "Persian"],
    ["POL", "Polish"],
    ["POR", "Portuguese"],
    ["RUM", "Romanian"],
    ["RUS", "Russian"],
    ["SPA", "Spanish"],
    ["SWE", "Swedish"],
    ["TUR", "Turkish"],
    ["VIE", "Vietnamese"],
  ]);
}
