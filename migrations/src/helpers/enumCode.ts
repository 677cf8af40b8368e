// What may be the code of an enum: it becomes a name in TypeScript.
import { MigrationError } from "../errors/MigrationError.ts";

/** The code. @throws MigrationError `CODE_INVALID` */
export function enumCode(code: string): string {
  if (/^[A-Z0-9_]+$/.test(code)) return code;
  throw new MigrationError(
    "CODE_INVALID",
    `Invalid enum code "${code}": use upper-case letters, digits and underlines.`,
  );
}
