// A value is not one of the enum's.
import { KingpostError } from "./KingpostError.ts";

/** `"PURPLE" is not a value of Color`: after a new row in the enum's table, run the codegen. */
export class UnknownEnumValueError extends KingpostError<"UNKNOWN_ENUM"> {
  constructor({ enumName, value }: { readonly enumName: string; readonly value: unknown }) {
    const shown = typeof value === "string" ? JSON.stringify(value) : String(value);
    super(
      "UNKNOWN_ENUM",
      `${shown} is not a value of ${enumName}; run the codegen if its table has a new row`,
    );
  }
}
