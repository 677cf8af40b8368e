// An entity would be of a type of which there are no entities.
import { KingpostError } from "./KingpostError.ts";

/** `Animal an:1 must be instantiated via a subtype`; without an id when one was about to be made. */
export class AbstractEntityError extends KingpostError<"ABSTRACT"> {
  /** The abstract type. */
  declare readonly type: string;
  /** The row that is of no subtype. */
  declare readonly id?: string;

  constructor(about: { readonly type: string; readonly id?: string }) {
    const { type, id } = about;
    super(
      "ABSTRACT",
      `${type}${id === undefined ? "" : ` ${id}`} must be instantiated via a subtype`,
    );
    Object.assign(this, about);
  }
}
