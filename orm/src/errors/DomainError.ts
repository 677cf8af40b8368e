// Schema, classes and config do not fit together.
import { KingpostError } from "./KingpostError.ts";

/** `The domain has 2 problems: …`, all of them at once. */
export class DomainError extends KingpostError<"DOMAIN"> {
  readonly problems: ReadonlyArray<string>;

  constructor({ problems }: { readonly problems: ReadonlyArray<string> }) {
    super(
      "DOMAIN",
      problems.length === 1
        ? `The domain has a problem: ${problems[0]}`
        : `The domain has ${problems.length} problems:\n${problems.map((problem) => `- ${problem}`).join("\n")}`,
    );
    this.problems = problems;
  }
}
