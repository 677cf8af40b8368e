// Conditions tie rows of several collections together, which multiplies the rows that the database has to look at.
import { KingpostError } from "./KingpostError.ts";

/** `em.find would issue multiple LEFT JOINs across collection relations (Author.books, Author.mentees)`. */
export class MultipleLeftJoinsError extends KingpostError<"MULTIPLE_LEFT_JOINS"> {
  /** The collections, as `Author.books`. */
  readonly relations: ReadonlyArray<string>;

  constructor({ relations }: { readonly relations: ReadonlyArray<string> }) {
    super(
      "MULTIPLE_LEFT_JOINS",
      `em.find would issue multiple LEFT JOINs across collection relations (${relations.join(", ")}); ask for each in conditions of its own, or allow it with allowMultipleLeftJoins`,
    );
    this.relations = relations;
  }
}
