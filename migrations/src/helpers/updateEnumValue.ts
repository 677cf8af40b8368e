// Another code or name for a value of an enum; what refers to it goes on doing so.
import type { MigrationBuilder } from "node-pg-migrate";
import { escapeLiteral } from "pg";
import { block } from "./block.ts";
import { enumCode } from "./enumCode.ts";
import { quoteTable, type TableName } from "./TableName.ts";

/**
 * Gives a value of an enum another code and name. It fails when there is no such code. The name that was there before is known
 * to nobody, so the way back has to be written.
 *
 * @example
 * updateEnumValue(b, "book_status", "DRAFT", ["SKETCH", "Sketch"]);
 *
 * **SQL**
 * ```sql
 * UPDATE "book_status" SET "code" = 'SKETCH', "name" = 'Sketch' WHERE "code" = 'DRAFT'
 * ```
 *
 * @throws MigrationError `CODE_INVALID`
 */
export function updateEnumValue(
  b: MigrationBuilder,
  table: TableName,
  previousCode: string,
  [code, name]: readonly [code: string, name: string],
): void {
  const target = quoteTable(table);
  b.sql(
    block(`
BEGIN
  UPDATE ${target} SET "code" = ${escapeLiteral(enumCode(code))}, "name" = ${escapeLiteral(name)}
  WHERE "code" = ${escapeLiteral(previousCode)};
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'no_data_found', MESSAGE = ${escapeLiteral(`${target} has no code ${previousCode}`)};
  END IF;
END`),
  );
}
