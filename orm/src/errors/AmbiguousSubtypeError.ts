// One row has rows in the tables of several subtypes that exclude each other.
import { KingpostError } from "./KingpostError.ts";

/** `an:1 has rows of Dog and of Cat; delete one of them`. */
export class AmbiguousSubtypeError extends KingpostError<"AMBIGUOUS_SUBTYPE"> {
  declare readonly id: string;
  declare readonly types: ReadonlyArray<string>;

  constructor(about: { readonly id: string; readonly types: ReadonlyArray<string> }) {
    super(
      "AMBIGUOUS_SUBTYPE",
      `${about.id} has rows of ${about.types.join(" and of ")}; delete one of them`,
    );
    Object.assign(this, about);
  }
}
