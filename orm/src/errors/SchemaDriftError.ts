// The database is not the one that the code was generated for.
import { KingpostError } from "./KingpostError.ts";

/** `The database is not the one that the code was generated for: …`, all differences at once. */
export class SchemaDriftError extends KingpostError<"SCHEMA_DRIFT"> {
  /** A sentence each: `public.books has no column title (Book.title)`. */
  readonly differences: ReadonlyArray<string>;

  constructor({ differences }: { readonly differences: ReadonlyArray<string> }) {
    const list = differences.map((difference) => `- ${difference}`).join("\n");
    super(
      "SCHEMA_DRIFT",
      `The database is not the one that the code was generated for:\n${list}\n` +
        "When the database is behind, migrate it (kingpost-migrate up); when the code is, generate it anew (kingpost-codegen).",
    );
    this.differences = differences;
  }
}
