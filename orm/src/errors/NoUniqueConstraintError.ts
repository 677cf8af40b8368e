// Rows were to be told apart by fields that no unique constraint covers.
import { KingpostError } from "./KingpostError.ts";

/** `No unique constraint of Author covers firstName: …` */
export class NoUniqueConstraintError extends KingpostError<"NO_UNIQUE_CONSTRAINT"> {
  readonly fields: ReadonlyArray<string>;

  constructor({ type, fields }: { readonly type: string; readonly fields: ReadonlyArray<string> }) {
    super(
      "NO_UNIQUE_CONSTRAINT",
      `No unique constraint of ${type} covers ${fields.join(", ") || "no field"}: without one, two rows may have the same values; add one, or name fields that have one`,
    );
    this.fields = fields;
  }
}
