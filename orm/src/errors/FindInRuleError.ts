// A validation rule asked the database.
import { KingpostError } from "./KingpostError.ts";

/** `em.find cannot be called from a validation rule; register it with addCommitRule, which runs on what was written`. */
export class FindInRuleError extends KingpostError<"FIND_IN_RULE"> {
  constructor({ method }: { readonly method: string }) {
    super(
      "FIND_IN_RULE",
      `em.${method} cannot be called from a validation rule; register it with addCommitRule, which runs on what was written`,
    );
  }
}
